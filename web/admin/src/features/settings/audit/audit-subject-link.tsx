import type { AuditSubject } from '@perennial/api-client';
import { useKit } from '@perennial/ui';
import { recordLinks } from '../../../manifest/manifests';
import { subjectTypeName } from '../../../shared/event-types/event-type-name';

/** What it was done to, as a link where that has a page. */
export function AuditSubjectLink({ subject }: { subject: AuditSubject }) {
  const { Link } = useKit();
  const kind = subjectTypeName(subject.type);
  const text = subject.label ? `${kind} · ${subject.label}` : kind;
  const href = recordLinks[subject.type]?.(subject.id);
  return href ? <Link href={href}>{text}</Link> : <span title={subject.id}>{text}</span>;
}
