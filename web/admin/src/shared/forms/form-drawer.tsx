import { useIsPhone } from '@perennial/ui';
import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import type { ProblemFormState } from '../../forms/use-problem-form';

type FormDrawerProps<Values> = {
  title: string;
  of: ProblemFormState<Values>;
  initialValues: Partial<Values>;
  submitLabel?: string;
  /** Stands left of the submit button: archive, delete. */
  extra?: ReactNode;
  readOnly?: boolean;
  onClose: () => void;
  children: ReactNode;
};

/** A record's form beside its list. */
export function FormDrawer<Values extends object>(props: FormDrawerProps<Values>) {
  const { title, of, initialValues, submitLabel, extra, readOnly = false, onClose, children } = props;
  const { t } = useTranslation();
  const isPhone = useIsPhone();
  return (
    <Drawer
      open
      onClose={onClose}
      size={isPhone ? '100%' : 480}
      title={title}
      footer={
        readOnly ? null : (
          <div style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
            <Button type="primary" loading={of.isPending} onClick={of.form.submit}>
              {submitLabel ?? t('action.save')}
            </Button>
            {extra}
          </div>
        )
      }
    >
      <ProblemForm of={of} initialValues={initialValues as Values} disabled={readOnly}>
        {children}
      </ProblemForm>
    </Drawer>
  );
}
