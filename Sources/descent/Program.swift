import Glibc

/// The program that runs.
enum Program {
    /// Its file, as an absolute path.
    static var path: String {
        var path = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/exe", &path, Int(PATH_MAX))
        return String(decoding: path.prefix(Swift.max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
