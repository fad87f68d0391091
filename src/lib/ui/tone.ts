import CircleAlert from '@lucide/svelte/icons/circle-alert';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import Info from '@lucide/svelte/icons/info';
import TriangleAlert from '@lucide/svelte/icons/triangle-alert';

/** The four tones of a message, with the icon that says the same without colour. */
export type Tone = 'info' | 'success' | 'warning' | 'danger';

export const toneIcons = {
	info: Info,
	success: CircleCheck,
	warning: TriangleAlert,
	danger: CircleAlert
};
