import type { ConfigProviderProps } from 'antd';
import dayjs from 'dayjs';
import type { Language } from './language';

type AntdLocale = NonNullable<ConfigProviderProps['locale']>;

const loaded = new Map<Language, AntdLocale>();

/** The texts of antd's own controls and dayjs's names of days and months. */
export async function loadFormats(language: Language): Promise<void> {
  if (!loaded.has(language)) {
    if (language === 'zh-CN') {
      const [antd] = await Promise.all([import('antd/locale/zh_CN'), import('dayjs/locale/zh-cn')]);
      loaded.set(language, antd.default);
    } else {
      loaded.set(language, (await import('antd/locale/en_US')).default);
    }
  }
  dayjs.locale(language === 'zh-CN' ? 'zh-cn' : 'en');
}

export function antdLocaleOf(language: Language): AntdLocale | undefined {
  return loaded.get(language);
}
