import { archivePerson, type Person, unarchivePerson } from '@perennial/api-client';
import { useHotkeys } from '@perennial/ui';
import { Button } from 'antd';
import { Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import { ArchiveButton } from '../../shared/records/archive-button';
import styles from '../../shared/records/record-detail.module.css';

const PersonFormDrawer = lazy(() => import('./person-form-drawer'));

/** What can be done with a person. */
export function PersonHead({ person, canWrite }: { person: Person; canWrite: boolean }) {
  const { t } = useTranslation(['people', 'common']);
  const [isEditing, setEditing] = useState(false);
  const mayArchive = useGrant('customers:write') && !person.merged_into_id;
  const edit = () => setEditing(true);
  useHotkeys(
    canWrite ? [{ keys: 'e', label: t('common:action.edit'), group: t('people:title_one'), run: edit }] : [],
  );
  return (
    <div className={styles.actions}>
      {canWrite ? (
        <Button icon={<Pencil size={14} />} onClick={edit}>
          {t('common:action.edit')}
        </Button>
      ) : null}
      {mayArchive ? (
        <ArchiveButton
          isArchived={Boolean(person.archived_at)}
          archive={() => archivePerson({ path: { id: person.id }, throwOnError: true })}
          unarchive={() => unarchivePerson({ path: { id: person.id }, throwOnError: true })}
          done={t('people:archived', { person: person.name })}
          unarchiveLabel={t('people:action.unarchive')}
          tags={['people', 'accounts']}
        />
      ) : null}
      {isEditing ? (
        <Suspense fallback={null}>
          <PersonFormDrawer
            person={person}
            onClose={() => setEditing(false)}
            onSaved={() => setEditing(false)}
          />
        </Suspense>
      ) : null}
    </div>
  );
}
