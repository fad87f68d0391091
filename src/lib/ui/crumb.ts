/** One step of the breadcrumbs; the page itself has no address. */
export interface Crumb {
	label: string;
	href?: string;
}
