import { Button, Dropdown } from 'antd';
import { LayoutTemplate } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { templateQuestions, templates } from './templates';
import { useMakeTemplate } from './use-make-template';

/** Another dashboard from a template, for those who have some already. */
export function TemplateMenu() {
  const { t } = useTranslation('dashboards');
  const make = useMakeTemplate();
  const items = templates.map((template) => {
    const Icon = templateQuestions[template].icon;
    return {
      key: template,
      icon: <Icon size={14} aria-hidden="true" />,
      label: t(`template.${template}.name`),
      title: t(`template.${template}.text`),
      onClick: () => make.mutate(template),
    };
  });
  return (
    <Dropdown trigger={['click']} menu={{ items }} disabled={make.isPending}>
      <Button icon={<LayoutTemplate size={14} />} loading={make.isPending}>
        {t('from_template')}
      </Button>
    </Dropdown>
  );
}
