import {
  ApiProblem,
  ifMatch,
  toProblem,
  updateValidityPolicy,
  type ValidityPolicy,
} from '@perennial/api-client';
import { getValidityPolicyQueryKey, invalidateTags } from '@perennial/api-client/queries';
import { RelativeTime, showToast } from '@perennial/ui';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Checkbox, Form } from 'antd';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../../forms/problem-form';
import { useProblemForm } from '../../../forms/use-problem-form';
import { criteria } from '../../leads/validity/validity-words';
import styles from './validity-policy.module.css';

type Values = Pick<ValidityPolicy, 'must_be_yes' | 'must_not_be_no'>;
type ValidityPolicyFormProps = { policy: ValidityPolicy; canWrite: boolean };

/** Which criteria must be met before a lead is valid, and which ones sort it out. */
export function ValidityPolicyForm({ policy, canWrite }: ValidityPolicyFormProps) {
  const { t } = useTranslation(['validity', 'common']);
  const queryClient = useQueryClient();
  const form = useProblemForm({
    submit: async (body: Values) => {
      try {
        return (await updateValidityPolicy({ body, headers: ifMatch(policy), throwOnError: true })).data;
      } catch (error) {
        if (toProblem(error).status !== 412) throw error;
        // The page begins anew with what others saved.
        await queryClient.invalidateQueries({ queryKey: getValidityPolicyQueryKey() });
        throw new ApiProblem(412, { detail: t('validity:policy.changed_meanwhile') });
      }
    },
    onDone: (saved) => {
      queryClient.setQueryData(getValidityPolicyQueryKey(), saved);
      showToast(t('validity:policy.saved'), { tone: 'success' });
      return invalidateTags(queryClient, 'leads');
    },
  });
  const options = criteria.map((value) => ({
    value,
    label: (
      <span className={styles.option}>
        <span>{t(`validity:criterion.${value}`)}</span>
        <span className={styles.hint}>{t(`validity:about.${value}`)}</span>
      </span>
    ),
  }));
  return (
    <ProblemForm
      of={form}
      disabled={!canWrite}
      initialValues={{ must_be_yes: policy.must_be_yes, must_not_be_no: policy.must_not_be_no }}
    >
      <div className={styles.columns}>
        <Form.Item
          name="must_be_yes"
          label={t('validity:policy.must_be_yes')}
          extra={t('validity:policy.must_be_yes_hint')}
        >
          <Checkbox.Group className={styles.group ?? ''} options={options} />
        </Form.Item>
        <Form.Item
          name="must_not_be_no"
          label={t('validity:policy.must_not_be_no')}
          extra={t('validity:policy.must_not_be_no_hint')}
        >
          <Checkbox.Group className={styles.group ?? ''} options={options} />
        </Form.Item>
      </div>
      {canWrite ? (
        <Button type="primary" htmlType="submit" loading={form.isPending}>
          {t('common:action.save')}
        </Button>
      ) : null}
      {policy.updated_at ? (
        <p className={styles.hint}>
          {t('validity:policy.updated')} <RelativeTime at={policy.updated_at} />
        </p>
      ) : null}
    </ProblemForm>
  );
}
