import type { AuditActor } from '@perennial/api-client';
import i18next from 'i18next';
import { useTranslation } from 'react-i18next';

/** Who did it: by name where there is one, else what kind of actor it was. */
export function AuditActorName({ actor }: { actor: AuditActor }) {
  const { t } = useTranslation(['audit', 'work']);
  if (actor.name) {
    return actor.kind === 'api_key' ? t('audit:key_named', { name: actor.name }) : actor.name;
  }
  const key = `work:actor.${actor.kind}`;
  return i18next.exists(key) ? t(key as 'work:actor.system') : actor.kind;
}
