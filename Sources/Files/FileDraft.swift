@preconcurrency import Glibc
public import Answers

/// A file that comes whole or not at all: it is written beside its place under a name that nobody else has, brought to
/// the disk, and moved over the old file in one step. Whatever goes wrong before, the old file is still there and the
/// draft is gone.
///
/// ```swift
/// var draft = try FileDraft("run.csv")
/// try draft.write(Array("step,loss\n".utf8))
/// try draft.commit()
/// ```
public struct FileDraft: ~Copyable {
    /// The file as the person named it, for messages.
    private let path: String
    /// Where the path leads when it is a symbolic link: the link stays, and what it names is replaced.
    private let target: String
    private let draft: String
    private var descriptor: Int32
    private let mayReplace: Bool
    /// Bytes that may not have reached the disk yet.
    private var unsynced = 0

    /// Begins a draft beside `path`. A file that is there keeps its permissions; a new one gets `permissions`, less what
    /// the process's umask takes away.
    ///
    /// - Parameter mayReplace: false refuses a file that is there already.
    /// - Throws: `Mistake` when the folder is missing or may not be written to, when the name holds a null byte, or when
    ///   something stands there that is no ordinary file.
    public init(_ path: String, permissions: UInt32 = 0o666, mayReplace: Bool = true) throws(Mistake) {
        try FileDraft.check(path)
        let target = FileDraft.resolved(path)
        var found = stat()
        let exists = stat(target, &found) == 0
        if exists, !mayReplace { throw FileDraft.unwritable(path, EEXIST) }
        let permissions = exists ? found.st_mode & 0o7777 : permissions
        let (draft, descriptor) = FileDraft.open(beside: target, permissions)
        if descriptor < 0 { throw FileDraft.unwritable(path, errno) }
        if exists { fchmod(descriptor, permissions) }
        self.path = path
        self.target = target
        self.draft = draft
        self.descriptor = descriptor
        self.mayReplace = mayReplace
    }

    deinit {
        guard descriptor >= 0 else { return }
        close(descriptor)
        unlink(draft)
    }

    /// Adds bytes at the end.
    public mutating func write(_ bytes: [UInt8]) throws(Mistake) {
        let failure = Descriptor.write(bytes, to: descriptor)
        if failure != 0 { throw FileDraft.unwritable(path, failure) }
        unsynced += bytes.count
        // In stretches, so that bringing a large file to the disk at its end is no long wait.
        if unsynced > 1 << 24 {
            fdatasync(descriptor)
            unsynced = 0
        }
    }

    /// Puts the draft in the place of the old file. After this, also a power failure leaves the new file.
    public consuming func commit() throws(Mistake) {
        guard fsync(descriptor) == 0 || errno == EINVAL, place() == 0 else {
            throw FileDraft.unwritable(path, errno)
        }
        close(descriptor)
        descriptor = -1
        Folder.sync(Folder.split(target).folder)
    }

    /// A name that must be free is taken by a link, which fails where a renaming would not; file systems without links
    /// get the renaming.
    private func place() -> Int32 {
        guard !mayReplace else { return rename(draft, target) }
        if link(draft, target) == 0 { return unlink(draft) }
        return errno == EEXIST ? -1 : rename(draft, target)
    }

    /// The whole file at once.
    public static func write(
        _ bytes: [UInt8], to path: String, permissions: UInt32 = 0o666, mayReplace: Bool = true
    ) throws(Mistake) {
        var draft = try FileDraft(path, permissions: permissions, mayReplace: mayReplace)
        try draft.write(bytes)
        try draft.commit()
    }

    /// Says early, before anything is computed, that a file cannot be written.
    public static func check(_ path: String) throws(Mistake) {
        guard !path.isEmpty else { throw Mistake("the file has no name", expected: "a name such as run.csv") }
        guard !path.utf8.contains(0) else {
            throw Mistake("a file name cannot hold a null byte", expected: "a name such as run.csv")
        }
        let folder = Folder.split(path).folder
        if access(folder, F_OK) != 0 {
            throw Mistake("there is no folder '\(folder)' to write '\(path)' into", try: "mkdir -p '\(folder)'")
        }
        if access(folder, W_OK) != 0 { throw unwritable(path, errno) }
        var found = stat()
        if stat(path, &found) == 0, found.st_mode & S_IFMT != S_IFREG {
            let kind = found.st_mode & S_IFMT == S_IFDIR ? "a folder" : "no ordinary file"
            throw Mistake("'\(path)' cannot be written: it is \(kind)", expected: "a name such as run.csv")
        }
    }

    /// A name that is free, and the descriptor of the file made under it; below 0 where none can be made.
    private static func open(beside target: String, _ permissions: UInt32) -> (String, Int32) {
        let (folder, name) = Folder.split(target)
        while true {
            let draft = "\(folder)/.\(name.prefix(40)).\(String(UInt32.random(in: .min ... .max), radix: 36)).part"
            let flags = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW
            let descriptor = Glibc.open(draft, flags, permissions)
            if descriptor >= 0 || errno != EEXIST { return (draft, descriptor) }
        }
    }

    /// Where the path leads through symbolic links; itself where nothing is there yet.
    private static func resolved(_ path: String) -> String {
        guard let found = realpath(path, nil) else { return path }
        defer { free(found) }
        return String(cString: found)
    }

    private static func unwritable(_ path: String, _ error: Int32) -> Mistake {
        let reason = error == EEXIST ? "it exists already" : String(cString: strerror(error))
        return Mistake(
            "'\(path)' cannot be written: \(reason)",
            expected: error == EEXIST ? "another name" : "a place you may write to")
    }
}
