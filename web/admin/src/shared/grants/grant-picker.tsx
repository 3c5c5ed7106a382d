import type { Grant } from '@perennial/api-client';
import { Checkbox } from 'antd';
import { useTranslation } from 'react-i18next';
import { grantAreas, grantsByArea, grantText } from './grants';
import styles from './grants.module.css';

type GrantPickerProps = {
  value?: Grant[];
  onChange?: (grants: Grant[]) => void;
  /** Those that can be given at all; nobody gives more than they have. */
  available: readonly string[];
};

/** Permissions as check boxes, a row for each area. */
export function GrantPicker({ value = [], onChange, available }: GrantPickerProps) {
  const { t } = useTranslation('grants');
  const toggle = (grant: Grant, isOn: boolean) =>
    onChange?.(isOn ? [...value, grant] : value.filter((each) => each !== grant));
  return (
    <div className={styles.picker}>
      {grantAreas.map((area) => (
        <fieldset key={area} className={styles.area}>
          <legend className={styles.legend}>{t(`area.${area}`)}</legend>
          {grantsByArea[area].map((grant) => (
            <Checkbox
              key={grant}
              checked={value.includes(grant)}
              disabled={!available.includes(grant)}
              title={available.includes(grant) ? grant : t('not_yours')}
              onChange={({ target }) => toggle(grant, target.checked)}
            >
              {t(`text.${grantText(grant)}`)}
            </Checkbox>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
