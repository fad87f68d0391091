import { z } from 'zod';
import { grantSchema } from '#lib/server/accounts/accounts.service.ts';
import { scopeSchema } from './scope.ts';

/** Roles that administrators give; candidates become candidates by activating. */
export const givenRoles = ['administrator', 'organizer', 'focal_point'] as const;

/** The form that gives a role. Nothing is chosen beforehand: a role is never given by oversight. */
export const grantFormSchema = z.object({
	username: grantSchema.shape.username,
	role: z.enum(givenRoles).default('focal_point'),
	scope: scopeSchema
});
