/** A path of this site to go to after a form; anything that leads elsewhere becomes the home page. */
export function localPath(to: string | null): string {
	if (!to || !to.startsWith('/') || /^\/[/\\]/.test(to)) return '/';
	const url = new URL(to, 'http://local.invalid');
	return url.host === 'local.invalid' ? url.pathname + url.search : '/';
}
