import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { BankLanguage } from '../../domain/bank.ts';
import type { AttemptStatus, ContestStatus } from '../../domain/contest.ts';
import type { Difficulty, ItemContent, ItemStatus, ItemType } from '../../domain/items.ts';
import type { DocumentStatus } from '../../domain/documents.ts';
import type { Paper } from '../../domain/paper.ts';
import type { Role } from '../../domain/permissions.ts';
import type { ContestRules } from '../../domain/rules/contest-rules.ts';

/** JSON columns are written as text and read as objects. */
type Json<T extends object | null> = JSONColumnType<T, string, string>;
/** ltree paths travel as text; the database casts them. */
type Path = string;

export interface UnitTable {
	id: Generated<number>;
	code: string;
	name: string;
	parent_id: number | null;
	path: Path;
	block: string | null;
	declared_headcount: number | null;
	created_at: Date;
}

export interface PersonTable {
	id: Generated<number>;
	unit_id: number;
	staff_code: string;
	full_name: string;
	search_text: string;
	position: string | null;
	email: string | null;
	phone: string | null;
	created_at: Date;
	updated_at: Date;
}

export interface AccountTable {
	id: Generated<string>;
	person_id: number | null;
	username: string;
	display_name: string;
	password_hash: string;
	created_at: Date;
	disabled_at: Date | null;
}

export interface SessionTable {
	id: string;
	user_id: string;
	expires_at: Date;
}

export interface RoleGrantTable {
	account_id: string;
	role: Role;
	unit_id: number | null;
	created_at: Date;
}

export interface ActivationCodeTable {
	person_id: number;
	code_hash: Buffer;
	expires_at: Date;
	created_at: Date;
}

export interface SetupTokenTable {
	token_hash: Buffer;
	expires_at: Date;
	created_at: Date;
}

export interface AuditEventTable {
	id: Generated<string>;
	at: Date;
	account_id: string | null;
	action: string;
	subject: string;
	details: Json<Record<string, unknown>>;
}

export interface DocumentTable {
	id: Generated<number>;
	symbol: string;
	title: string;
	issuer: string;
	/** A day, "YYYY-MM-DD". */
	issued_on: ColumnType<string, string, string>;
	status: Generated<DocumentStatus>;
	superseded_by: number | null;
	note: Generated<string>;
	edited_at: Date | null;
}

export interface BankTable {
	id: Generated<number>;
	slug: string;
	title: string;
	language: BankLanguage;
	license: string;
	practice: boolean;
	unit_id: number | null;
	created_at: Date;
	updated_at: Date;
	four_eyes: Generated<boolean>;
	archived_at: Date | null;
	edited_at: Date | null;
}

export interface TopicTable {
	id: Generated<number>;
	bank_id: number;
	key: string;
	title: string;
	ordinal: number;
}

export interface ItemTable {
	id: Generated<number>;
	bank_id: number;
	key: string;
	ordinal: number;
	retired_at: Date | null;
	retired_by: string | null;
	restored_by: string | null;
	status: ItemStatus;
	newest_version_id: number | null;
	approved_version_id: number | null;
	search_text: Generated<string>;
	fingerprint: Buffer | null;
}

export interface ItemVersionTable {
	id: Generated<number>;
	item_id: number;
	version: number;
	type: ItemType;
	topic_id: number;
	difficulty: Difficulty;
	points: number;
	content: Json<ItemContent>;
	document_id: number | null;
	place: string;
	facts: string[];
	digest: Buffer;
	created_at: Date;
	created_by: string | null;
}

export interface ItemReviewTable {
	id: Generated<string>;
	item_version_id: number;
	status: ItemStatus;
	account_id: string | null;
	note: string;
	at: Date;
}

export interface BankUploadTable {
	id: Generated<string>;
	account_id: string;
	file_name: string;
	found: Buffer | null;
	overview: Json<object> | null;
	refusal: Json<object> | null;
	result: Json<object> | null;
	items_read: Generated<number>;
	seen_at: Date;
	created_at: Date;
}

export interface ContestTable {
	id: Generated<number>;
	title: string;
	rules_text: string;
	unit_id: number;
	status: ContestStatus;
	eligible_unit_ids: number[];
	rules: Json<ContestRules>;
	created_by: string | null;
	created_at: Date;
	updated_at: Date;
	published_at: Date | null;
}

export interface RoundTable {
	id: Generated<number>;
	contest_id: number;
	ordinal: number;
	opens_at: Date;
	closes_at: Date;
	key: string;
}

export interface RoundItemTable {
	round_id: number;
	item_version_id: number;
}

export interface ContestUnitTable {
	contest_id: number;
	unit_id: number;
	code: string;
	name: string;
	block: string | null;
	path: Path;
	eligible: boolean;
	headcount: number;
}

export interface AttemptTable {
	contest_id: number;
	id: Generated<string>;
	round_id: number;
	person_id: number;
	unit_id: number;
	ordinal: number;
	status: AttemptStatus;
	seed: string;
	paper: Json<Paper & object>;
	started_at: Date;
	deadline: Date;
	ended_at: Date | null;
	closed_at: Date | null;
	score: number | null;
	max_score: number | null;
	correct: number | null;
	answered: number | null;
	duration_ms: number | null;
	audience: Generated<number>;
	all_correct: boolean | null;
	prediction: number | null;
}

export interface ResponseEventTable {
	contest_id: number;
	attempt_id: string;
	sequence: number;
	client: number;
	item: number;
	chosen: number;
	received_at: Date;
}

export interface ParticipantTable {
	contest_id: number;
	person_id: number;
	unit_id: number;
	attempts: number;
}

export interface StandingTable {
	contest_id: number;
	round_id: number;
	audience: number;
	person_id: number;
	unit_id: number;
	attempt_id: string;
	score: number;
	max_score: number;
	all_correct: number;
	prediction_error: number | null;
	duration_ms: number;
	started_at: Date;
	ended_at: Date;
	perfect_attempts: number;
	attempt_number: number;
	attempts: number;
	passed: boolean;
	place: Buffer;
}

/** Every table, for Kysely. */
export interface Schema {
	unit: UnitTable;
	person: PersonTable;
	account: AccountTable;
	session: SessionTable;
	role_grant: RoleGrantTable;
	activation_code: ActivationCodeTable;
	setup_token: SetupTokenTable;
	audit_event: AuditEventTable;
	document: DocumentTable;
	bank: BankTable;
	topic: TopicTable;
	item: ItemTable;
	item_version: ItemVersionTable;
	item_review: ItemReviewTable;
	bank_upload: BankUploadTable;
	contest: ContestTable;
	round: RoundTable;
	round_item: RoundItemTable;
	contest_unit: ContestUnitTable;
	attempt: AttemptTable;
	response_event: ResponseEventTable;
	participant: ParticipantTable;
	standing: StandingTable;
}
