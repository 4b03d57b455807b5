/// A file that teaches an editor something.
public struct EditorFile: Sendable, Equatable {
    /// With its folders, below the folder that all of them go to.
    public var path: String
    /// What stands in it.
    public var text: String
}
