/**
 * What `work` gives if it does so within `patience` ms, else undefined; the work goes on and `onLate`
 * is told if it fails later. Throws what the work throws in time.
 */
export async function waitFor<Result>(
	work: Promise<Result>,
	patience: number,
	onLate: (error: unknown) => void
): Promise<Result | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<undefined>((resolve) => {
		timer = setTimeout(() => {
			work.catch(onLate);
			resolve(undefined);
		}, patience);
	});
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
