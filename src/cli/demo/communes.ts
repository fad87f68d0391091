/**
 * Communes (xã) and wards (phường) of the invented province, 25 together, without districts between
 * since 2025. A name may happen to exist somewhere; none of these places is meant.
 */
export const communes = {
	xã: [
		...[
			'An Thủy',
			'Bình Lâm',
			'Cẩm Khê',
			'Đông Vinh',
			'Hòa Sơn',
			'Hương Phong',
			'Khe Trăng',
			'Lộc Hải'
		],
		...['Mỹ Xuyên', 'Nam Sơn', 'Phú Điền', 'Quảng Lộc', 'Sơn Lĩnh', 'Tân Thượng', 'Thạch Bàn'],
		...['Vĩnh Hương', 'Ea Krăng']
	],
	phường: [
		...['Thanh Hương', 'Hương Bắc', 'Hương Nam', 'Nam Bình', 'Phước Khê', 'Tân Hương', 'Minh Lộc'],
		...['Vạn Xuân']
	]
} as const;

/** Offices below the People's Committee of a commune, and of a ward where they differ. */
export const communeOffices = {
	xã: ['Văn phòng HĐND và UBND', 'Phòng Kinh tế', 'Phòng Văn hóa - Xã hội'],
	phường: ['Văn phòng HĐND và UBND', 'Phòng Kinh tế, Hạ tầng và Đô thị', 'Phòng Văn hóa - Xã hội']
} as const;

/** Persons after whom further schools of a commune are named. */
export const schoolNames = [
	...[
		'Lê Lợi',
		'Trần Quốc Toản',
		'Võ Thị Sáu',
		'Kim Đồng',
		'Nguyễn Du',
		'Lý Thường Kiệt',
		'Bà Triệu'
	],
	...[
		'Nguyễn Trãi',
		'Quang Trung',
		'Chu Văn An',
		'Phan Châu Trinh',
		'Nguyễn Bỉnh Khiêm',
		'Lê Quý Đôn'
	]
] as const;
