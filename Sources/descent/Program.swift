import Glibc

/// The program that runs.
enum Program {
    /// Its file, as an absolute path.
    static var path: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &path, Int(PATH_MAX))
        return String(decoding: path.prefix(Swift.max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    /// Has programs that came along in a release archive, such as gnuplot, found where the machine has none of that name.
    /// To be called before anything else runs, since the environment is changed.
    static func findWhatCameAlong() {
        guard let folder = Installation.cameAlong(with: path) else { return }
        let others = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
        setenv("PATH", others + ":" + folder + "/bin", 1)
    }
}
