/** Keeps the screen on while the page shows something to a hall; the returned function ends it. */
export function keepAwake(): () => void {
	let lock: WakeLockSentinel | undefined;
	let ended = false;
	const acquire = async () => {
		if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) return;
		try {
			lock = await navigator.wakeLock.request('screen');
			if (ended) await lock.release();
		} catch {
			// The device refuses, for instance to save power: the screen then sleeps as it is set to.
		}
	};
	const wake = () => void acquire();
	wake();
	document.addEventListener('visibilitychange', wake);
	return () => {
		ended = true;
		document.removeEventListener('visibilitychange', wake);
		void lock?.release();
	};
}
