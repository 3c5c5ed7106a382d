import styles from './data-table.module.css';

const widths = [72, 48, 60, 36, 54, 66, 42];

export function SkeletonRows({ columns, rows = 12 }: { columns: number; rows?: number }) {
  return (
    <tbody aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <tr key={row} className={styles.row}>
          {Array.from({ length: columns }, (_, column) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
            <td key={column} className={styles.cell}>
              <span
                className={styles.skeleton}
                style={{ width: `${widths[(row + column * 3) % widths.length]}%` }}
              />
            </td>
          ))}
        </tr>
      ))}
    </tbody>
  );
}
