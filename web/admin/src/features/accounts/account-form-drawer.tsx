import { type Account, createAccount, getAccount, ifMatch, updateAccount } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RecordFormDrawer } from '../../shared/forms/record-form-drawer';
import { AccountFormFields } from './account-form-fields';
import { type AccountValues, accountPatch, newAccountBody, valuesOf } from './account-form-values';

type AccountFormDrawerProps = {
  /** The account to change; without one a new one is made. */
  account?: Account;
  onSaved: (account: Account) => void;
  onClose: () => void;
};

export default function AccountFormDrawer({ account, onSaved, onClose }: AccountFormDrawerProps) {
  const { t } = useTranslation(['accounts', 'common']);
  const queryClient = useQueryClient();
  return (
    <RecordFormDrawer<Account, AccountValues>
      record={account}
      title={t(account ? 'accounts:action.edit' : 'accounts:action.create')}
      submitLabel={t(account ? 'common:action.save' : 'accounts:action.create')}
      valuesOf={valuesOf}
      create={async (values) =>
        (await createAccount({ body: newAccountBody(values), throwOnError: true })).data
      }
      update={async (base, changes) => {
        const body = accountPatch(changes);
        return (
          await updateAccount({ path: { id: base.id }, body, headers: ifMatch(base), throwOnError: true })
        ).data;
      }}
      reload={async ({ id }) => (await getAccount({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        await invalidateTags(queryClient, 'accounts', 'insights');
        showToast(t('common:saved'), { tone: 'success' });
        onSaved(saved);
      }}
      onClose={onClose}
    >
      <AccountFormFields account={account} />
    </RecordFormDrawer>
  );
}
