import { t } from '../../i18n/index.ts';
import { toast } from '../../ui/toast.ts';

/** Says that what is on screen came from another tab. */
export const sayAdopted = (): void => toast(t('documents.adopted'));
