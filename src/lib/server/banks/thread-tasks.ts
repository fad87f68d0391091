import type { Assembly, ImportChoices, ItemOutcome, KnownBank } from '#lib/domain/bank-assembly.ts';
import type { Bank, BankDocument } from '#lib/domain/bank.ts';
import type { BankFormat } from '#lib/domain/bank-import.ts';
import type { ErrorCode, ErrorParams, FileIssue } from '#lib/domain/errors.ts';
import type { ImportOverview, ImportPreview, PreviewView } from '#lib/domain/import-preview.ts';

/** A file of which everything was found, on its way into a bank. */
export interface AssemblyTask {
	/** An `ImportedBank` as gzipped JSON. */
	readonly found: Uint8Array;
	readonly choices: ImportChoices;
	readonly known: KnownBank | null;
	readonly register: readonly BankDocument[];
}

/** What the thread is asked to do. */
export type ThreadTask =
	| { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array }
	| ({ readonly kind: 'preview'; readonly view: PreviewView } & AssemblyTask)
	| ({ readonly kind: 'assemble' } & AssemblyTask)
	| { readonly kind: 'write'; readonly bank: Bank; readonly format: BankFormat };

/** A refusal as it travels between threads and is kept. */
export interface Refusal {
	readonly code: ErrorCode;
	readonly params: ErrorParams;
	readonly issues: readonly FileIssue[];
}

/** What was found in a file, as gzipped JSON of an `ImportedBank`, and what the choices are asked by. */
export interface FoundBank {
	readonly found: Uint8Array;
	readonly overview: ImportOverview;
}

/** How many items became what. */
export type OutcomeCounts = Readonly<Record<ItemOutcome | 'retired', number>>;

/** A bank to be loaded. */
export interface AssembledBank {
	readonly bank: NonNullable<Assembly['bank']>;
	readonly outcomes: OutcomeCounts;
}

/** What the thread says; `progress` comes any number of times before one of the others. */
export type ThreadAnswer =
	| { readonly kind: 'progress'; readonly items: number }
	| ({ readonly kind: 'found' } & FoundBank)
	| { readonly kind: 'previewed'; readonly preview: ImportPreview }
	| ({ readonly kind: 'assembled' } & AssembledBank)
	| { readonly kind: 'written'; readonly bytes: Uint8Array }
	| { readonly kind: 'refused'; readonly refusal: Refusal };
