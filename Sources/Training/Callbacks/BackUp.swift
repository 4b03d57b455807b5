internal import Answers
internal import Foundation

/// Keeps the state of a training in a folder while it goes on, for the fit that goes on with it should it break off; Keras
/// `BackupAndRestore`. Who begins a fit with it loads what `path` holds.
public struct BackUp: Callback {
    /// The folder; it is made where there is none.
    public var folder: String
    /// Updates from one state to the next; nil for one after each epoch.
    public var everyUpdates: Int?
    /// Whether nothing is left once the training has come to its end.
    public var deletes: Bool
    /// The state.
    public var writesFiles: Bool { true }

    /// Keras's defaults: the state after each epoch, and nothing left at the end.
    ///
    /// - Parameter everyUpdates: updates from one state to the next, at least 1; nil for the ends of epochs.
    public init(folder: String, everyUpdates: Int? = nil, deletes: Bool = true) {
        (self.folder, self.everyUpdates, self.deletes) = (folder, everyUpdates, deletes)
    }

    /// `BackupAndRestore('backup')`
    public var summary: String { "BackupAndRestore('\(folder)')" }

    /// The file of the state.
    public var path: String { "\(folder)/latest.weights.h5" }

    /// Whether a training has left its state.
    public var isThere: Bool { FileManager.default.fileExists(atPath: path) }

    /// Makes the folder.
    ///
    /// - Throws: `Mistake` when it cannot be made.
    public func begin(_ loop: FitLoop) throws -> any CallbackRun {
        guard !folder.utf8.contains(0) else {
            throw Mistake("the name of a folder cannot hold a null byte", expected: "a name such as backup")
        }
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        } catch {
            throw Mistake("the folder \(folder) cannot be made", expected: "a folder that may be written to")
        }
        return Run(callback: self)
    }

    private struct Run: CallbackRun {
        let callback: BackUp
        var updates = 0

        mutating func updated(_ loop: FitLoop) throws {
            guard let every = callback.everyUpdates else { return }
            updates += 1
            if updates % every == 0 { try loop.save(to: callback.path) }
        }

        mutating func epochClosed(_ loop: FitLoop) throws {
            if callback.everyUpdates == nil { try loop.save(to: callback.path) }
        }

        mutating func trainingEnded(_ loop: FitLoop) {
            guard callback.deletes, !loop.isInterrupted else { return }
            // A state that stays behind does no harm beyond its bytes.
            try? FileManager.default.removeItem(atPath: callback.path)
            let files = FileManager.default
            if (try? files.contentsOfDirectory(atPath: callback.folder))?.isEmpty == true {
                try? files.removeItem(atPath: callback.folder)
            }
        }
    }
}
