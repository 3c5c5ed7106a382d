import { archivePerson, type Person, toProblem, unarchivePerson } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast, useHotkeys } from '@perennial/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { Archive, ArchiveRestore, Pencil } from 'lucide-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGrant } from '../../session/session-store';
import styles from '../../shared/records/record-detail.module.css';

const PersonFormDrawer = lazy(() => import('./person-form-drawer'));

/** What can be done with a person. */
export function PersonHead({ person, canWrite }: { person: Person; canWrite: boolean }) {
  const { t } = useTranslation(['people', 'common']);
  const { archive, unarchive } = usePersonActions();
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
        <Button
          icon={person.archived_at ? <ArchiveRestore size={14} /> : <Archive size={14} />}
          loading={archive.isPending || unarchive.isPending}
          onClick={() => (person.archived_at ? unarchive : archive).mutate(person)}
        >
          {t(person.archived_at ? 'people:action.unarchive' : 'common:action.archive')}
        </Button>
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

function usePersonActions() {
  const { t } = useTranslation(['people', 'common']);
  const queryClient = useQueryClient();
  const onSettled = () => invalidateTags(queryClient, 'people', 'accounts');
  const onError = (error: unknown) =>
    showToast(toProblem(error).detail ?? t('common:problem.unknown'), { tone: 'danger' });
  const unarchive = useMutation({
    mutationFn: (person: Person) => unarchivePerson({ path: { id: person.id }, throwOnError: true }),
    onError,
    onSettled,
  });
  const archive = useMutation({
    mutationFn: (person: Person) => archivePerson({ path: { id: person.id }, throwOnError: true }),
    onSuccess: (_, person) =>
      showToast(t('people:archived', { person: person.name }), { undo: () => unarchive.mutate(person) }),
    onError,
    onSettled,
  });
  return { archive, unarchive };
}
