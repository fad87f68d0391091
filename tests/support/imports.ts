import type { ImportChoices } from '#lib/domain/bank-assembly.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { App } from '#lib/server/app.ts';
import type { ImportResult, ImportTarget, UploadState } from '#lib/server/banks/imports.service.ts';
import { importChoices } from './imported.ts';
import { waitUntil } from './wait-until.ts';

/** A file as a browser sends it. */
export interface UploadedFile {
	readonly name: string;
	readonly bytes: Uint8Array;
}

/** Uploads a file and waits until it was read, or refused. */
export async function uploadFile(
	app: App,
	actor: Actor | null,
	{ name, bytes }: UploadedFile
): Promise<UploadState> {
	// The bytes are handed over; those of a test may be used again.
	const id = await app.imports.upload(actor, { name, bytes: Uint8Array.from(bytes) });
	return waitUntil(
		`${name} is read`,
		async () => {
			const state = await app.imports.state(actor, id);
			return state.state === 'reading' ? null : state;
		},
		120_000
	);
}

/** The overview of a file that was read. Throws why it was not. */
function overviewOf(upload: UploadState) {
	if (upload.state === 'read') return upload.overview;
	if (upload.state !== 'refused') throw new Error(JSON.stringify(upload));
	const { code, params, issues } = upload.refusal;
	throw new AppError(code, params, issues);
}

/**
 * Imports a file of our own: the bank of that name, if there is one, becomes what the file says; else
 * it is founded for the unit (null: for the installation). Throws what is wrong with the file.
 */
export async function importBank(
	app: App,
	actor: Actor | null,
	file: UploadedFile,
	unitId: number | null = null,
	changes: Partial<ImportChoices> = {}
): Promise<ImportResult> {
	const upload = await uploadFile(app, actor, file);
	const { slug, title, language, license, practice } = overviewOf(upload);
	const isThere = (await app.banks.list(actor)).some((bank) => bank.slug === slug);
	const target: ImportTarget =
		isThere && slug !== null ? { kind: 'bank', slug } : { kind: 'new', unitId };
	const choices = importChoices({
		...{
			slug: slug ?? 'ngan-hang-moi',
			title: title ?? 'Ngân hàng mới',
			language: language ?? 'vi'
		},
		...{ license: license ?? 'CC-BY-4.0', practice: practice ?? false },
		...{ mode: 'replace', duplicates: 'keep', status: 'approved', ...changes }
	});
	return app.imports.confirm(actor, upload.id, target, choices);
}
