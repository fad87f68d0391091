/**
 * Names for invented people. Family names stand with their share in per mille, close to published
 * counts of Vietnamese family names; the rest follows common use. Any likeness is chance.
 */
export const familyNames: readonly (readonly [name: string, perMille: number])[] = [
	['Nguyễn', 380],
	['Trần', 110],
	['Lê', 95],
	['Phạm', 70],
	['Huỳnh', 26],
	['Hoàng', 25],
	['Phan', 45],
	['Vũ', 20],
	['Võ', 19],
	['Đặng', 21],
	['Bùi', 20],
	['Đỗ', 14],
	['Hồ', 13],
	['Ngô', 13],
	['Dương', 10],
	['Lý', 8],
	['Trương', 12],
	['Đinh', 9],
	['Đoàn', 8],
	['Lương', 7],
	['Trịnh', 7],
	['Mai', 6],
	['Đào', 6],
	['Cao', 6],
	['Hà', 5],
	['Tạ', 4],
	['Châu', 4],
	['Lâm', 5],
	['Thái', 4],
	['Tôn Nữ', 2],
	['Tống', 3],
	['Văn', 2],
	['Kiều', 2],
	['Quách', 2]
];

/** Middle and given names that go with each sex. */
export const personalNames = {
	female: {
		middle: [
			...['Thị', 'Thị', 'Thị', 'Thị', 'Thị Thu', 'Thị Thanh', 'Thị Ngọc', 'Thị Kim', 'Thị Hồng'],
			...['Thị Minh', 'Ngọc', 'Thanh', 'Thu', 'Minh', 'Kim', 'Bích', 'Hồng', 'Phương', 'Thùy'],
			...['Mỹ', 'Khánh', 'Diệu', 'Quỳnh', 'Hoài', 'Như', 'Bảo']
		],
		given: [
			...[
				'Hoa',
				'Lan',
				'Hương',
				'Hằng',
				'Hạnh',
				'Huệ',
				'Hiền',
				'Hà',
				'Hồng',
				'Nga',
				'Ngân',
				'Ngọc'
			],
			...['Nhung', 'Oanh', 'Phượng', 'Phương', 'Quyên', 'Quỳnh', 'Tâm', 'Thảo', 'Thanh', 'Thu'],
			...['Thủy', 'Thúy', 'Trang', 'Trâm', 'Trinh', 'Tuyết', 'Uyên', 'Vân', 'Vy', 'Xuân', 'Yến'],
			...['Anh', 'Chi', 'Cúc', 'Diễm', 'Dung', 'Duyên', 'Giang', 'Linh', 'Loan', 'Ly', 'Mai', 'My'],
			...['Nguyệt', 'Nhi', 'Nhàn', 'Lý', 'Liên', 'Kiều', 'Hân', 'Đào', 'Châu', 'Ánh', 'Bích']
		]
	},
	male: {
		middle: [
			...[
				'Văn',
				'Văn',
				'Văn',
				'Văn',
				'Hữu',
				'Đức',
				'Minh',
				'Quang',
				'Quốc',
				'Thanh',
				'Công',
				'Đình'
			],
			...[
				'Xuân',
				'Ngọc',
				'Anh',
				'Tuấn',
				'Trọng',
				'Thành',
				'Tiến',
				'Duy',
				'Mạnh',
				'Bá',
				'Gia',
				'Viết'
			],
			...['Nhật', 'Hoàng', 'Hồng', 'Trung', 'Phước']
		],
		given: [
			...[
				'An',
				'Bảo',
				'Bình',
				'Chiến',
				'Cường',
				'Dũng',
				'Duy',
				'Đạt',
				'Đông',
				'Đức',
				'Giang',
				'Hà'
			],
			...[
				'Hải',
				'Hào',
				'Hậu',
				'Hiếu',
				'Hiệp',
				'Hoàng',
				'Hòa',
				'Hùng',
				'Huy',
				'Hưng',
				'Khải',
				'Khánh'
			],
			...[
				'Khoa',
				'Kiên',
				'Lâm',
				'Linh',
				'Long',
				'Lộc',
				'Lợi',
				'Mạnh',
				'Minh',
				'Nam',
				'Nghĩa',
				'Nhân'
			],
			...['Phong', 'Phú', 'Phúc', 'Phước', 'Quân', 'Quang', 'Quý', 'Sơn', 'Tài', 'Tân', 'Thái'],
			...[
				'Thắng',
				'Thành',
				'Thiện',
				'Thịnh',
				'Thọ',
				'Tiến',
				'Toàn',
				'Trí',
				'Trung',
				'Trường',
				'Tú'
			],
			...['Tuấn', 'Tùng', 'Việt', 'Vinh', 'Vũ', 'Vương', 'Dương', 'Bách', 'Khôi']
		]
	}
} as const;

/** Ê Đê names: "Y" before a man's, "H’" before a woman's, the clan last. */
export const edeNames = {
	female: ['Hen', 'Wiên', 'Bla', 'Nuôn', 'Lan', 'Mai', 'Yuôm', 'Đa', 'Ngôn', 'Juen'],
	male: ['Bhăm', 'Thuật', 'Nguôm', 'Ksor', 'Wang', 'Luyện', 'Blum', 'Djoan', 'Nhăt', 'Tru'],
	clans: ['Niê', 'Mlô', 'Ayŭn', 'Byă', 'Êban', 'Kbuôr', 'Êñuôl', 'Hđơk', 'Adrơng']
} as const;

/** Hrê names follow Vietnamese order with given names of their own. */
export const hreNames = {
	family: ['Đinh', 'Phạm'],
	female: ['Thị Rê', 'Thị Krăm', 'Thị Xa', 'Thị Y Lem', 'Thị Hreo', 'Thị Đeo'],
	male: ['Văn Krế', 'Văn Reo', 'Văn Trớ', 'Văn Ghế', 'Văn Brơ', 'Văn Ngút']
} as const;
