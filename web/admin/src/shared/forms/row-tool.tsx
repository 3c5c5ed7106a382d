import { Button } from 'antd';
import type { ReactNode } from 'react';

type RowToolProps = { label: string; icon: ReactNode; isOff?: boolean; onClick: () => void };

/** Moves or removes a row of a form's list. */
export function RowTool({ label, icon, isOff = false, onClick }: RowToolProps) {
  return (
    <Button
      type="text"
      style={{ width: 28, height: 28 }}
      icon={icon}
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onClick}
    />
  );
}
