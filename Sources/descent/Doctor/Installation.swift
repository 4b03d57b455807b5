import Glibc

/// How this program came to where it is.
enum Installation: Equatable {
    /// A release archive was unpacked in this folder, with the libraries and the gnuplot that came along.
    case archive(String)
    case debianPackage
    /// It was built here and stands in its build folder.
    case build(String)
    /// `make install` put it under this folder.
    case prefix(String)

    /// - Parameter program: its path.
    init(of program: String) {
        let folder = Installation.parent(program)
        let above = Installation.parent(folder)
        if Installation.cameAlong(with: program) != nil {
            self = .archive(above)
        } else if program == "/usr/bin/descent", access("/var/lib/dpkg/info/descent.list", F_OK) == 0 {
            self = .debianPackage
        } else if access(above + "/share/descent/Lessons", F_OK) == 0 {
            self = .prefix(above)
        } else {
            self = .build(folder)
        }
    }

    /// The folder with the libraries and programs of a release archive; nil where the program came alone.
    static func cameAlong(with program: String) -> String? {
        let folder = parent(parent(program)) + "/lib/descent"
        return access(folder + "/bin", F_OK) == 0 ? folder : nil
    }

    private static func parent(_ path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    /// In words.
    var words: String {
        switch self {
        case .archive(let folder): "from the release archive in \(folder)"
        case .debianPackage: "from the Debian package"
        case .build(let folder): "from the build folder \(folder)"
        case .prefix(let folder): "installed under \(folder.isEmpty ? "/" : folder)"
        }
    }
}
