import Files
import Glibc

/// A library that the program opens when something first needs it, and runs without where it is missing.
struct OptionalLibrary {
    var name: String
    /// As the loader knows it.
    var file: String
    /// What is lost without it.
    var loss: String
    /// Debian's package.
    var package: String

    static let all = [
        OptionalLibrary(
            name: "OpenBLAS", file: "libopenblas.so.0",
            loss: "eigenvalues and singular values are refused, products of large matrices take longer",
            package: "libopenblas0"),
        OptionalLibrary(
            name: "libchafa", file: "libchafa.so.0",
            loss: "terminals with Sixel graphics get pictures in characters", package: "libchafa0"),
        OptionalLibrary(name: "libzmq", file: "libzmq.so.5", loss: "no Jupyter kernel", package: "libzmq5"),
        OptionalLibrary(
            name: "libsodium", file: "libsodium.so.23", loss: "no Jupyter kernel", package: "libsodium23"),
    ]

    /// The file that the loader opens; nil where there is none.
    private var place: String? {
        guard dlopen(file, RTLD_LAZY | RTLD_LOCAL) != nil else { return nil }
        // The name of the file that a link leads to goes on behind the library's: libopenblasp-r0.3.21.so.
        let stem = "/" + file.prefix { $0 != "." }
        let lines = ((try? TextFile.read("/proc/self/maps")) ?? "").split(separator: "\n")
        let paths = lines.compactMap { line in line.firstIndex(of: "/").map { line[$0...] } }
        return paths.last { $0[($0.lastIndex(of: "/") ?? $0.startIndex)...].hasPrefix(stem) }.map(String.init) ?? file
    }

    var check: SystemCheck {
        if let place { return SystemCheck(name, place) }
        return SystemCheck(name, "not found: \(loss)", advice: "for \(name): apt-get install \(package)")
    }
}
