import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useGrant } from '../../../session/session-store';
import type { AuditSearch } from '../audit/audit-search';
import styles from './parts.module.css';

/** Leads to what somebody did, or what was done to something, for those who may read the audit trail. */
export function AuditLink({ search, children }: { search: Partial<AuditSearch>; children: ReactNode }) {
  if (!useGrant('audit:read')) return null;
  return (
    <Link to="/settings/audit" search={search} className={styles.link ?? ''}>
      {children}
    </Link>
  );
}
