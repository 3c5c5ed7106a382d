import { useIsPhone } from '@perennial/ui';
import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemForm } from '../../forms/problem-form';
import type { ProblemFormState } from '../../forms/use-problem-form';
import { useConfirm } from '../confirm/use-confirm';

type FormDrawerProps<Values> = {
  title: string;
  of: ProblemFormState<Values>;
  initialValues: Partial<Values>;
  submitLabel?: string;
  /** Stands left of the submit button: archive, delete. */
  extra?: ReactNode;
  /** Stands above the fields and has to be settled before the form can be sent. */
  notice?: ReactNode;
  /** Stands above the form, with forms of its own if need be. */
  before?: ReactNode;
  readOnly?: boolean;
  /** Wider where lines of a table are written. */
  width?: number;
  onClose: () => void;
  children: ReactNode;
};

/** A record's form beside its list. What was entered is not lost by a slip: closing asks. */
export function FormDrawer<Values extends object>(props: FormDrawerProps<Values>) {
  const { title, of, initialValues, submitLabel, extra, notice, readOnly = false, onClose, children } = props;
  const { width = 520 } = props;
  const { t } = useTranslation();
  const { ask, holder } = useConfirm();
  const isPhone = useIsPhone();
  const close = () => {
    if (readOnly || !of.form.isFieldsTouched()) return onClose();
    ask({
      title: t('form.leave_title'),
      text: t('form.leave_text'),
      confirm: t('form.leave'),
      cancel: t('form.stay'),
      run: onClose,
    });
  };
  return (
    <Drawer
      open
      onClose={close}
      size={isPhone ? '100%' : width}
      title={title}
      // In line with the fields above.
      styles={{ footer: { paddingInline: 24 } }}
      footer={
        readOnly ? null : (
          <div style={{ display: 'flex', gap: 8, justifyContent: 'space-between' }}>
            <Button type="primary" loading={of.isPending} disabled={Boolean(notice)} onClick={of.form.submit}>
              {submitLabel ?? t('action.save')}
            </Button>
            {extra}
          </div>
        )
      }
    >
      {holder}
      {notice}
      {props.before}
      <ProblemForm of={of} initialValues={initialValues as Values} disabled={readOnly}>
        {children}
      </ProblemForm>
    </Drawer>
  );
}
