/** A bank anyone may practise with. */
export interface PracticeBank {
	readonly slug: string;
	readonly title: string;
	/** Language of its questions, as in the `lang` attribute. */
	readonly language: string;
	/** Questions it holds. */
	readonly items: number;
	/** Questions of one practice paper. */
	readonly drawn: number;
	/** Time for one practice paper. */
	readonly minutes: number;
}
