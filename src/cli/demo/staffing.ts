/** What a unit is, which decides who works there. */
export type UnitKind = keyof typeof staffing;

/** Who works in a unit of a kind. */
export interface Staffing {
	/** Fewest and most people. */
	readonly size: readonly [number, number];
	/** Positions filled first, from the top; `*` stands for a word of the unit's name (xã, Hạt). */
	readonly leaders: readonly string[];
	/** Positions of the others; one named twice is twice as frequent. */
	readonly others: readonly string[];
	/** Women among them, in per cent. */
	readonly women: number;
}

const clerks = ['Chuyên viên', 'Chuyên viên', 'Chuyên viên', 'Chuyên viên chính', 'Cán sự'];
const servants = ['Công chức', 'Công chức', 'Công chức', 'Chuyên viên', 'Người lao động'];
const teachers = Array.from({ length: 12 }, () => 'Giáo viên');
const schoolLeaders = ['Hiệu trưởng', 'Phó Hiệu trưởng', 'Phó Hiệu trưởng', 'Tổ trưởng chuyên môn'];
const schoolStaff = ['Nhân viên kế toán', 'Nhân viên văn thư', 'Nhân viên y tế học đường'];

/** Kinds of units with their people; sizes and positions as they are usual in a province. */
export const staffing = {
	province: {
		size: [5, 5],
		leaders: [
			'Chủ tịch UBND tỉnh',
			'Phó Chủ tịch UBND tỉnh',
			'Phó Chủ tịch UBND tỉnh',
			'Phó Chủ tịch UBND tỉnh'
		],
		others: ['Thư ký'],
		women: 30
	},
	department: {
		size: [4, 5],
		leaders: ['Giám đốc', 'Phó Giám đốc', 'Phó Giám đốc'],
		others: ['Phó Giám đốc'],
		women: 30
	},
	provinceOffice: {
		size: [4, 5],
		leaders: ['Chánh Văn phòng', 'Phó Chánh Văn phòng', 'Phó Chánh Văn phòng'],
		others: ['Phó Chánh Văn phòng'],
		women: 30
	},
	inspectorate: {
		size: [4, 5],
		leaders: ['Chánh Thanh tra', 'Phó Chánh Thanh tra', 'Phó Chánh Thanh tra'],
		others: ['Phó Chánh Thanh tra'],
		women: 30
	},
	board: {
		size: [3, 4],
		leaders: ['Trưởng ban', 'Phó Trưởng ban', 'Phó Trưởng ban'],
		others: ['Phó Trưởng ban'],
		women: 25
	},
	office: {
		size: [8, 15],
		leaders: ['Chánh Văn phòng', 'Phó Chánh Văn phòng'],
		others: [...clerks, 'Kế toán', 'Văn thư', 'Nhân viên lái xe'],
		women: 55
	},
	division: {
		size: [6, 13],
		leaders: ['Trưởng phòng', 'Phó Trưởng phòng'],
		others: clerks,
		women: 45
	},
	centre: {
		size: [10, 15],
		leaders: ['Giám đốc', 'Phó Giám đốc'],
		others: ['Viên chức', 'Viên chức', 'Viên chức', 'Kế toán', 'Nhân viên'],
		women: 50
	},
	branch: {
		size: [8, 15],
		leaders: ['Chi cục trưởng', 'Phó Chi cục trưởng'],
		others: clerks,
		women: 40
	},
	team: {
		size: [6, 12],
		leaders: ['* trưởng', 'Phó * trưởng'],
		others: ['Công chức', 'Công chức', 'Viên chức', 'Nhân viên'],
		women: 25
	},
	hospital: {
		size: [10, 15],
		leaders: ['Giám đốc', 'Phó Giám đốc', 'Phó Giám đốc'],
		others: ['Chuyên viên', 'Kế toán', 'Dược sĩ', 'Kỹ sư công nghệ thông tin'],
		women: 50
	},
	hospitalWard: {
		size: [18, 30],
		leaders: ['Trưởng khoa', 'Phó Trưởng khoa', 'Điều dưỡng trưởng'],
		others: ['Bác sĩ', 'Bác sĩ', 'Điều dưỡng', 'Điều dưỡng', 'Điều dưỡng', 'Kỹ thuật viên'],
		women: 65
	},
	highSchool: {
		size: [25, 40],
		leaders: schoolLeaders.slice(0, 3),
		others: [...teachers, ...schoolStaff],
		women: 62
	},
	teachingGroup: {
		size: [8, 14],
		leaders: ['Tổ trưởng chuyên môn', 'Tổ phó chuyên môn'],
		others: ['Giáo viên'],
		women: 62
	},
	commune: {
		size: [4, 6],
		leaders: ['Chủ tịch UBND *', 'Phó Chủ tịch UBND *', 'Phó Chủ tịch UBND *'],
		others: ['Chỉ huy trưởng Ban Chỉ huy quân sự *', 'Công chức'],
		women: 25
	},
	communeOffice: {
		size: [6, 9],
		leaders: ['Chánh Văn phòng', 'Phó Chánh Văn phòng'],
		others: [...servants, 'Văn thư', 'Kế toán'],
		women: 45
	},
	communeDivision: {
		size: [6, 9],
		leaders: ['Trưởng phòng', 'Phó Trưởng phòng'],
		others: servants,
		women: 45
	},
	communeCentre: {
		size: [6, 8],
		leaders: ['Giám đốc', 'Phó Giám đốc'],
		others: servants,
		women: 55
	},
	healthStation: {
		size: [6, 11],
		leaders: ['Trưởng trạm', 'Phó Trưởng trạm'],
		others: ['Y sĩ', 'Điều dưỡng', 'Điều dưỡng', 'Nữ hộ sinh', 'Dược sĩ'],
		women: 70
	},
	kindergarten: {
		size: [25, 45],
		leaders: schoolLeaders,
		others: [...teachers, ...schoolStaff, 'Nhân viên cấp dưỡng', 'Nhân viên cấp dưỡng'],
		women: 97
	},
	primarySchool: {
		size: [32, 60],
		leaders: schoolLeaders,
		others: [...teachers, ...schoolStaff, 'Giáo viên - Tổng phụ trách Đội'],
		women: 75
	},
	secondarySchool: {
		size: [32, 60],
		leaders: schoolLeaders,
		others: [...teachers, ...schoolStaff, 'Nhân viên thư viện'],
		women: 62
	}
} as const satisfies Readonly<Record<string, Staffing>>;
