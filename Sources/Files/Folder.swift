@preconcurrency import Glibc

/// Folders: splitting paths, making them, and what they hold.
public enum Folder {
    /// `a/b.md` as `a` and `b.md`; a bare name lies in `.`.
    public static func split(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let folder = slash == path.startIndex ? "/" : String(path[..<slash])
        return (folder, String(path[path.index(after: slash)...]))
    }

    /// Makes the folders above `path` that are missing, for their owner alone.
    public static func make(above path: String) {
        var end = path.startIndex
        while let slash = path[end...].dropFirst().firstIndex(of: "/") {
            mkdir(String(path[..<slash]), 0o700)
            end = slash
        }
    }

    /// The paths that begin with the typed text, folders with a slash at the end; hidden files only when asked for.
    public static func paths(beginningWith typed: String) -> [String] {
        let cut = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
        let folder = String(typed[..<cut])
        let name = typed[cut...]
        guard let listing = opendir(folder.isEmpty ? "." : folder) else { return [] }
        defer { closedir(listing) }
        var found: [String] = []
        while let entry = readdir(listing) {
            let (file, isFolder) = describe(entry)
            guard file.hasPrefix(name), file != ".", file != "..", name.hasPrefix(".") || !file.hasPrefix(".") else {
                continue
            }
            found.append(folder + file + (isFolder ? "/" : ""))
        }
        return found.sorted()
    }

    private static func describe(_ entry: UnsafeMutablePointer<dirent>) -> (name: String, isFolder: Bool) {
        let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
            String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
        }
        return (name, Int(entry.pointee.d_type) == Int(DT_DIR))
    }

    /// Brings a renaming in this folder to the disk; a folder that cannot be opened for it is passed over.
    static func sync(_ folder: String) {
        let descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
