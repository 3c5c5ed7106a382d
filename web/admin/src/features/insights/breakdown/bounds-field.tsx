import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BuilderField } from '../builder-field';
import { bandsOf, parseBounds } from './bounds';
import styles from './breakdown.module.css';
import { useBandName } from './use-band-name';

type BoundsFieldProps = { value: number[]; onChange: (bounds: number[]) => void };

/** Where bands of numbers end, as `10, 50`, with the bands that they make. They count once the field is left. */
export function BoundsField({ value, onChange }: BoundsFieldProps) {
  const { t } = useTranslation('insights');
  const bandName = useBandName();
  const shown = value.join(', ');
  const [draft, setDraft] = useState<string>();
  const text = draft ?? shown;
  const { bounds, wrong } = parseBounds(text);
  const isWrong = wrong.length > 0;
  const settle = () => {
    // What can't be read stays as it is typed, with what is wrong about it.
    if (isWrong) return;
    setDraft(undefined);
    if (bounds.length > 0 && bounds.join(', ') !== shown) onChange(bounds);
  };
  return (
    <BuilderField label={t('split.bounds')} pointer="/breakdown/bounds" isWide>
      {(control) => (
        <>
          <Input
            {...control}
            {...(isWrong ? { status: 'error' as const } : {})}
            inputMode="text"
            placeholder={t('split.bounds_example')}
            value={text}
            onChange={(event) => setDraft(event.currentTarget.value)}
            onPressEnter={(event) => event.currentTarget.blur()}
            onBlur={settle}
          />
          {isWrong ? (
            <span className={styles.wrong} role="alert">
              {t('split.bounds_wrong', { words: wrong.join(', ') })}
            </span>
          ) : (
            <ul className={styles.bands} aria-label={t('split.bands')}>
              {bandsOf(bounds.length > 0 ? bounds : value).map((band) => (
                <li key={band.from ?? 'lowest'}>{bandName(band)}</li>
              ))}
            </ul>
          )}
        </>
      )}
    </BuilderField>
  );
}
