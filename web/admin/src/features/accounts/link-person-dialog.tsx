import {
  type Account,
  type Affiliation,
  createPerson,
  type DecisionRole,
  linkPersonToAccount,
} from '@perennial/api-client';
import { invalidateTags, listPeopleOptions } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Form, Input, Modal, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import { useProblemForm } from '../../forms/use-problem-form';
import styles from '../../shared/records/record-detail.module.css';

type LinkValues = {
  person?: string;
  role: DecisionRole;
  say: number;
  title?: string | null;
  concern?: string | null;
  is_primary?: boolean;
};

export const decisionRoles = [
  'decider',
  'influencer',
  'payer',
  'user',
  'gatekeeper',
] as const satisfies DecisionRole[];
const newPerson = 'new:';

type LinkPersonDialogProps = { account: Account; affiliation?: Affiliation; onClose: () => void };

/** Somebody's part in an account: a person who is known, or a new one by name. */
export default function LinkPersonDialog({ account, affiliation, onClose }: LinkPersonDialogProps) {
  const { t } = useTranslation(['accounts', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: async ({ person, ...part }: LinkValues) => {
      const body = { ...part, title: part.title || null, concern: part.concern || null };
      if (!affiliation && person?.startsWith(newPerson)) {
        const name = person.slice(newPerson.length);
        return createPerson({
          body: { name, accounts: [{ account_id: account.id, ...body }] },
          throwOnError: true,
        });
      }
      const personId = affiliation?.person.id ?? person ?? '';
      return linkPersonToAccount({ path: { id: account.id, person_id: personId }, body, throwOnError: true });
    },
    onDone: async () => {
      await invalidateTags(queryClient, 'accounts', 'people');
      showToast(t('common:saved'), { tone: 'success' });
      onClose();
    },
  });
  return (
    <Modal
      open
      title={affiliation ? affiliation.person.name : t('accounts:people.add')}
      okText={t('common:action.save')}
      confirmLoading={form.isPending}
      onOk={form.form.submit}
      onCancel={onClose}
    >
      <ProblemForm of={form} initialValues={initialOf(affiliation)}>
        {affiliation ? null : (
          <Form.Item
            name="person"
            label={t('accounts:people.person')}
            rules={[{ required: true, message: t('common:form.required') }]}
          >
            <PersonSelect />
          </Form.Item>
        )}
        <div className={styles.pair}>
          <Form.Item name="role" label={t('accounts:people.role_label')}>
            <Select
              options={decisionRoles.map((value) => ({ value, label: t(`accounts:people.role.${value}`) }))}
            />
          </Form.Item>
          <Form.Item name="say" label={t('accounts:people.say_label')}>
            <Select
              options={([0, 1, 2, 3] as const).map((value) => ({
                value,
                label: t(`accounts:people.say.${value}`),
              }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="title" label={t('accounts:people.title')}>
          <Input autoComplete="off" maxLength={100} />
        </Form.Item>
        <Form.Item name="concern" label={t('accounts:people.concern')}>
          <Input autoComplete="off" maxLength={500} placeholder={t('accounts:people.concern_placeholder')} />
        </Form.Item>
        <Form.Item name="is_primary" label={t('accounts:people.primary')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </ProblemForm>
    </Modal>
  );
}

function initialOf(affiliation: Affiliation | undefined): LinkValues {
  if (!affiliation) return { role: 'user', say: 1 };
  const { role, say, title, concern, is_primary } = affiliation;
  return { role, say, title: title ?? null, concern: concern ?? null, is_primary };
}

type PersonSelectProps = { id?: string; value?: string; onChange?: (value: string) => void };

/** Finds a person while typing; a name that nobody has becomes a new person. */
function PersonSelect(props: PersonSelectProps) {
  const { t } = useTranslation('accounts');
  const [typed, setTyped] = useState('');
  const people = useQuery({
    ...listPeopleOptions({ query: { limit: 20, ...(typed ? { q: typed } : {}) } }),
    placeholderData: keepPreviousData,
  });
  const found = (people.data?.data ?? []).map((person) => ({
    value: person.id,
    label: [person.name, person.accounts[0]?.name].filter(Boolean).join(' · '),
  }));
  const name = typed.trim();
  const create = name ? [{ value: `${newPerson}${name}`, label: t('people.create', { name }) }] : [];
  return (
    <Select
      {...props}
      showSearch={{ filterOption: false, onSearch: setTyped }}
      loading={people.isFetching}
      notFoundContent={t('people.type')}
      options={[...found, ...create]}
    />
  );
}
