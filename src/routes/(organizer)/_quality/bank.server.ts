import { AppError } from '#lib/domain/errors.ts';

/** What pages name of the bank of a path, which the actor may read. Throws BANK_NOT_FOUND. */
export async function findBank(
	{ app, actor }: App.Locals,
	params: { slug: string }
): Promise<{ slug: string; title: string; language: string }> {
	const bank = (await app.banks.list(actor)).find((each) => each.slug === params.slug);
	if (!bank) throw new AppError('BANK_NOT_FOUND');
	return { slug: bank.slug, title: bank.title, language: bank.language };
}
