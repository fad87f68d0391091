/** Which pages a pagination names: the ends, the current one and its neighbours; null is a gap. */
export function pageLinks(page: number, pageCount: number): (number | null)[] {
	const named = new Set([1, page - 1, page, page + 1, pageCount]);
	// A gap of a single page is no shorter than the page itself.
	if (page <= 4) [2, 3].forEach((each) => named.add(each));
	if (page >= pageCount - 3) [pageCount - 1, pageCount - 2].forEach((each) => named.add(each));
	const pages = [...named]
		.filter((each) => each >= 1 && each <= pageCount)
		.sort((one, other) => one - other);
	return pages.flatMap((each, index) => {
		const before = pages[index - 1];
		return before !== undefined && each - before > 1 ? [null, each] : [each];
	});
}
