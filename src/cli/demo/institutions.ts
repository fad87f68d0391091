import type { UnitKind } from './staffing.ts';

/** A unit below a department: its kind by its name, and what is below it. */
export interface Institution {
	readonly name: string;
	readonly kind: UnitKind;
	readonly below?: readonly string[];
}

/** A department (sở, ban, ngành) and its units. */
export interface Department {
	readonly name: string;
	readonly kind: UnitKind;
	readonly units: readonly Institution[];
}

function department(name: string, ...units: (string | Institution)[]): Department {
	return { name, kind: kindOf(name), units: units.map(institution) };
}

function institution(unit: string | Institution): Institution {
	return typeof unit === 'string' ? { name: unit, kind: kindOf(unit) } : unit;
}

function below(name: string, ...names: string[]): Institution {
	return { name, kind: kindOf(name), below: names };
}

/** Kind of a unit as its name begins; what names nothing else is a division. */
function kindOf(name: string): UnitKind {
	const beginnings: readonly (readonly [string, UnitKind])[] = [
		['Sở', 'department'],
		['Thanh tra tỉnh', 'inspectorate'],
		['Văn phòng Ủy ban nhân dân', 'provinceOffice'],
		['Ban Quản lý', 'board'],
		['Trường THPT', 'highSchool'],
		['Bệnh viện', 'hospital'],
		['Trung tâm', 'centre'],
		['Bảo tàng', 'centre'],
		['Thư viện', 'centre'],
		['Chi cục', 'branch'],
		['Văn phòng', 'office']
	];
	return beginnings.find(([beginning]) => name.startsWith(beginning))?.[1] ?? 'division';
}

/** Departments as provinces have had them since the reorganization of 2025. */
export const departments: readonly Department[] = [
	department(
		'Văn phòng Ủy ban nhân dân tỉnh',
		'Phòng Tổng hợp',
		'Phòng Nội chính',
		'Phòng Hành chính - Quản trị',
		'Trung tâm Phục vụ hành chính công tỉnh'
	),
	department(
		'Sở Nội vụ',
		'Văn phòng Sở Nội vụ',
		'Phòng Công chức, viên chức',
		'Phòng Cải cách hành chính và Tổ chức bộ máy',
		'Phòng Lao động, việc làm',
		'Trung tâm Dịch vụ việc làm'
	),
	department(
		'Sở Tài chính',
		'Văn phòng Sở Tài chính',
		'Phòng Quản lý ngân sách',
		'Phòng Tổng hợp, quy hoạch',
		'Phòng Đăng ký kinh doanh'
	),
	department(
		'Sở Khoa học và Công nghệ',
		'Văn phòng Sở Khoa học và Công nghệ',
		'Phòng Chuyển đổi số',
		'Phòng Quản lý khoa học, công nghệ và đổi mới sáng tạo',
		'Phòng Bưu chính, viễn thông',
		'Trung tâm Chuyển đổi số tỉnh'
	),
	department(
		'Sở Giáo dục và Đào tạo',
		'Văn phòng Sở Giáo dục và Đào tạo',
		'Phòng Giáo dục mầm non và phổ thông',
		'Phòng Quản lý chất lượng giáo dục',
		below('Trường THPT Sông Hương', 'Tổ Toán - Tin học', 'Tổ Ngữ văn', 'Tổ Khoa học tự nhiên'),
		below('Trường THPT Nam Sơn', 'Tổ Toán - Tin học', 'Tổ Ngữ văn - Ngoại ngữ')
	),
	department(
		'Sở Y tế',
		'Văn phòng Sở Y tế',
		'Phòng Nghiệp vụ y - dược',
		'Phòng Bảo trợ xã hội',
		'Trung tâm Kiểm soát bệnh tật',
		below('Bệnh viện Đa khoa tỉnh', 'Khoa Nội tổng hợp', 'Khoa Ngoại', 'Khoa Nhi', 'Khoa Cấp cứu')
	),
	department(
		'Sở Xây dựng',
		'Văn phòng Sở Xây dựng',
		'Phòng Quy hoạch - Kiến trúc',
		'Phòng Quản lý kết cấu hạ tầng giao thông',
		'Phòng Quản lý vận tải và phương tiện'
	),
	department(
		'Sở Nông nghiệp và Môi trường',
		'Văn phòng Sở Nông nghiệp và Môi trường',
		'Phòng Quản lý đất đai',
		'Chi cục Bảo vệ môi trường',
		below('Chi cục Kiểm lâm', 'Hạt Kiểm lâm khu vực I', 'Hạt Kiểm lâm khu vực II'),
		below('Chi cục Thủy lợi', 'Trạm Quản lý đê khu vực I', 'Trạm Quản lý đê khu vực II')
	),
	department(
		'Sở Công Thương',
		'Văn phòng Sở Công Thương',
		'Phòng Quản lý thương mại',
		'Phòng Quản lý công nghiệp và năng lượng',
		below(
			'Chi cục Quản lý thị trường',
			'Đội Quản lý thị trường số 1',
			'Đội Quản lý thị trường số 2'
		)
	),
	department(
		'Sở Tư pháp',
		'Văn phòng Sở Tư pháp',
		'Phòng Văn bản và Phổ biến, giáo dục pháp luật',
		'Phòng Hành chính và Bổ trợ tư pháp',
		'Trung tâm Trợ giúp pháp lý nhà nước'
	),
	department(
		'Sở Văn hóa, Thể thao và Du lịch',
		'Văn phòng Sở Văn hóa, Thể thao và Du lịch',
		'Phòng Quản lý văn hóa',
		'Phòng Quản lý du lịch',
		'Bảo tàng tỉnh',
		'Thư viện tỉnh'
	),
	department(
		'Sở Dân tộc và Tôn giáo',
		'Văn phòng Sở Dân tộc và Tôn giáo',
		'Phòng Chính sách dân tộc',
		'Phòng Tôn giáo'
	),
	department(
		'Sở Ngoại vụ',
		'Văn phòng Sở Ngoại vụ',
		'Phòng Hợp tác quốc tế',
		'Phòng Lãnh sự và Quản lý biên giới'
	),
	department(
		'Thanh tra tỉnh',
		'Văn phòng Thanh tra tỉnh',
		'Phòng Nghiệp vụ 1',
		'Phòng Nghiệp vụ 2',
		'Phòng Giám sát, kiểm tra và xử lý sau thanh tra'
	),
	department(
		'Ban Quản lý Khu kinh tế và các khu công nghiệp',
		'Văn phòng Ban Quản lý Khu kinh tế',
		'Phòng Quản lý đầu tư',
		'Phòng Quản lý doanh nghiệp và lao động'
	),
	department(
		'Ban Quản lý dự án đầu tư xây dựng tỉnh',
		'Phòng Hành chính - Tổng hợp',
		'Phòng Kế hoạch - Tài chính',
		'Phòng Quản lý dự án 1',
		'Phòng Quản lý dự án 2'
	)
];
