import { createAccountService } from './accounts/accounts.service.ts';
import { createActivationService } from './accounts/activation.service.ts';
import { createPasswordHasher } from './accounts/passwords.ts';
import { createSessionService } from './accounts/sessions.service.ts';
import { createAttemptService } from './attempts/attempts.service.ts';
import { createClosingService } from './attempts/closing.service.ts';
import { createRoundContent } from './attempts/round-content.ts';
import { createSittingService } from './attempts/sittings.service.ts';
import { createBankService } from './banks/banks.service.ts';
import { createBankThreads } from './banks/bank-threads.ts';
import { createBankSettingsService } from './banks/bank-settings.service.ts';
import { createBankCatalogue } from './banks/catalogue.service.ts';
import { createEditingService } from './banks/editing.service.ts';
import { createExportService } from './banks/exports.service.ts';
import { createImportService } from './banks/imports.service.ts';
import { createBoardService } from './boards/boards.service.ts';
import { systemClock, type Clock } from './clock.ts';
import { createContestService } from './contests/contests.service.ts';
import { openDatabase } from './db/database.ts';
import { createDocumentService } from './documents/documents.service.ts';
import { createParticipationService } from './participation/participation.service.ts';
import { createPracticeService } from './practice/practice.service.ts';
import { createQualityService } from './quality/quality.service.ts';
import { createContestSignals } from './signals.ts';
import { createStandingService } from './standings/standings.service.ts';
import { createUnitService } from './units/units.service.ts';

/** Every service of one node, over one pool of connections. */
export type App = ReturnType<typeof createApp>;

/** Opens the pool and wires the services. The one place where they meet. */
export function createApp(options: { databaseUrl: string; pool?: number; clock?: Clock }) {
	const clock = options.clock ?? systemClock;
	const database = openDatabase(options.databaseUrl, options.pool ?? 16);
	const signals = createContestSignals();
	const passwords = createPasswordHasher();
	const sessions = createSessionService(database, clock);
	const units = createUnitService({ database, clock });
	const banks = createBankService({ database, clock });
	const documents = createDocumentService({ database, clock });
	const threads = createBankThreads();
	const imports = createImportService({ database, clock, units, documents, threads });
	const contests = createContestService({ database, clock, banks, units });
	const content = createRoundContent(contests, banks);
	const standings = createStandingService({ database, clock, contests, signals });
	const closing = createClosingService({ database, clock, content, standings, signals });
	const attempts = createAttemptService({ database, clock, contests, content, closing, signals });
	const participation = createParticipationService({ database, contests });
	const accounts = { database, clock, passwords, sessions };
	return {
		clock,
		signals,
		sessions,
		units,
		banks,
		catalogue: createBankCatalogue({ database }),
		bankSettings: createBankSettingsService({ database, clock, units }),
		editing: createEditingService({ database, clock }),
		documents,
		imports,
		exports: createExportService({ database, clock, threads }),
		contests,
		closing,
		attempts,
		standings,
		participation,
		accounts: createAccountService(accounts),
		activation: createActivationService(accounts, units),
		sittings: createSittingService({ clock, attempts, content, documents }),
		boards: createBoardService({ clock, contests, standings, participation }),
		practice: createPracticeService({ clock, banks, documents }),
		quality: createQualityService({ database, clock, contests, banks }),
		/** Ends the threads, and the pool once running statements are done. */
		async close(): Promise<void> {
			await threads.close();
			await imports.close();
			await database.close();
		}
	};
}
