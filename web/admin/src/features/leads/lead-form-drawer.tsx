import { createLead, getLead, ifMatch, type Lead, type LeadPatch, updateLead } from '@perennial/api-client';
import { invalidateTags } from '@perennial/api-client/queries';
import { showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { RecordFormDrawer } from '../../shared/forms/record-form-drawer';
import { LeadFormFields } from './lead-form-fields';
import { type LeadValues, newLeadBody, valuesOf } from './lead-form-values';
import { leadProblem } from './lead-problem';
import { leadTitle } from './lead-title';

type LeadFormDrawerProps = {
  /** The lead to change; without one a new one is made. */
  lead?: Lead;
  onSaved: (lead: Lead) => void;
  onClose: () => void;
};

/** A new lead tells at once who it may be already. */
type SavedLead = Lead & { duplicates?: unknown[] };

export default function LeadFormDrawer({ lead, onSaved, onClose }: LeadFormDrawerProps) {
  const { t } = useTranslation(['leads', 'common']);
  const queryClient = useQueryClient();
  const tell = (saved: SavedLead) => {
    const count = saved.duplicates?.length ?? 0;
    if (count > 0) return showToast(t('leads:form.duplicates', { count }));
    const text = lead ? t('common:saved') : t('leads:form.created', { lead: leadTitle(saved) });
    return showToast(text, { tone: 'success' });
  };
  const refuse = (error: unknown): never => {
    throw leadProblem(error, t('leads:form.reach_hint'));
  };
  return (
    <RecordFormDrawer<SavedLead, LeadValues>
      record={lead}
      title={t(lead ? 'leads:form.edit' : 'leads:form.new')}
      submitLabel={t(lead ? 'common:action.save' : 'leads:form.submit')}
      valuesOf={valuesOf}
      create={async (values) =>
        (await createLead({ body: newLeadBody(values), throwOnError: true }).catch(refuse)).data
      }
      update={async (base, changes) => {
        const options = { path: { id: base.id }, body: changes as LeadPatch, headers: ifMatch(base) };
        return (await updateLead({ ...options, throwOnError: true }).catch(refuse)).data;
      }}
      reload={async ({ id }) => (await getLead({ path: { id }, throwOnError: true })).data}
      onSaved={async (saved) => {
        await invalidateTags(queryClient, 'leads', 'insights');
        tell(saved);
        onSaved(saved);
      }}
      onClose={onClose}
    >
      <LeadFormFields lead={lead} />
    </RecordFormDrawer>
  );
}
