/** Another item that asks the same; its bank only where the reader may see it. */
export interface Duplicate {
	readonly key: string;
	readonly bank: { readonly slug: string; readonly title: string } | null;
}
