/** An axis of a chart: its ends, and the values that are named on it. */
export interface Axis {
	readonly label: string;
	readonly from: number;
	readonly to: number;
	readonly ticks: readonly { readonly value: number; readonly text: string }[];
}

/** A point of a scatter chart, which leads somewhere. */
export interface ChartPoint {
	readonly id: number | string;
	readonly x: number;
	readonly y: number;
	/** 0 to 1: the area of the point. */
	readonly size: number;
	readonly tone: 'neutral' | 'warning' | 'danger';
	readonly href: string;
	/** What is said of it when it is pointed at. */
	readonly text: string;
}

/** A bar of a histogram. */
export interface ChartBar {
	/** The class, as it is read: "0–10". */
	readonly label: string;
	readonly value: number;
	/** The value as it is read: "12 lượt". */
	readonly text: string;
}

/** The place of a value on an axis that is `length` long; values beyond an end stand at it. */
export function placeOn(axis: Pick<Axis, 'from' | 'to'>, value: number, length: number): number {
	const share = (value - axis.from) / (axis.to - axis.from);
	return Math.min(1, Math.max(0, share)) * length;
}

/**
 * Round values from 0 up to at least `max` for an axis of counts: at most `count` steps of 1, 2 or 5
 * times a power of ten.
 */
export function countTicks(max: number, count = 5): number[] {
	const least = Math.max(1, max) / count;
	const power = 10 ** Math.floor(Math.log10(least));
	const step = Math.max(
		1,
		[1, 2, 5, 10].map((each) => each * power).find((each) => each >= least) ?? 1
	);
	const steps = Math.ceil(Math.max(1, max) / step);
	return Array.from({ length: steps + 1 }, (_, index) => index * step);
}
