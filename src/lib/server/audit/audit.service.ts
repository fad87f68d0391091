export { insertAuditEvent as recordAudit, type AuditEntry } from './audit.repository.ts';
