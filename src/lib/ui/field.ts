import type { Snippet } from 'svelte';

/** What a form hands to a field: one sentence, several (superforms), or nothing. */
export type FieldErrors = string | readonly string[] | null | undefined;

/** The props every field shares. */
export interface FieldProps {
	label: string;
	hint?: string | Snippet;
	error?: FieldErrors;
	/** Keeps the label for screen readers only, as in a search box. */
	labelHidden?: boolean;
	required?: boolean | null;
}

export interface Choice {
	value: string;
	label: string;
	hint?: string;
	disabled?: boolean;
}

export function sentences(errors: FieldErrors): string[] {
	if (!errors) return [];
	return (typeof errors === 'string' ? [errors] : [...errors]).filter((text) => text !== '');
}

/** The ARIA attributes that tie a control to its hint and error; only those that apply. */
export function describe(id: string, field: { hint?: unknown; error?: FieldErrors }) {
	const invalid = sentences(field.error).length > 0;
	const ids = [field.hint ? `${id}-hint` : '', invalid ? `${id}-error` : ''].filter(Boolean);
	return {
		...(invalid && { 'aria-invalid': 'true' as const }),
		...(ids.length > 0 && { 'aria-describedby': ids.join(' ') })
	};
}
