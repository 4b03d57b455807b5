import Glibc

/// File names for completion.
enum Files {
    /// The paths that begin with the typed text, folders with a slash at the end; hidden files only when asked for.
    static func beginning(_ typed: String) -> [String] {
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
}
