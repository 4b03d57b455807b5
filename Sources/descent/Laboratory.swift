import Conversation
import Figures
import Glibc
import Language
import Lessons
import Answers
import Playground
import Tensors
import Terminal
import Vocabulary

/// One session with everything around it: the words, Ctrl-C, the progress of long work, the screen.
struct Laboratory {
    let session: Session
    let interpreter: Interpreter
    let progress: ProgressBar

    /// - Parameters:
    ///   - permission: everything for what a person types; a lesson's code only computes.
    ///   - budget: how much work lessons make.
    init(permission: Permission, budget: Budget = .quick) {
        // Progress is for a person who watches; programs that read the messages get none.
        let progress = ProgressBar.onStandardError { .here(.ofStandardError()) }
        let work = Work(isWatched: progress.manner == .redrawn) { progress.update($0) }
        Interrupts.cancel(work)
        session = Session(registry: Vocabulary.registry, work: work, permission: permission)
        session.budget = budget
        session.width = Screen.ofStandardOutput().columns
        self.progress = progress
        interpreter = Interpreter(session) { MemoryRoom.bytes }
        // At the end the system takes all memory back at once, faster than every value could be given up.
        _ = Unmanaged.passRetained(session)
    }

    /// A fresh session for the code of a lesson; the same Ctrl-C stops it.
    func lessonSession() -> Session { Laboratory.lessonSession(session.work, session.budget) }

    /// A fresh session for the code of a lesson.
    static func lessonSession(_ work: Work, _ budget: Budget) -> Session {
        let session = Session(registry: Vocabulary.registry, work: work)
        session.budget = budget
        return session
    }

    /// The commands of the lessons, which run their cells in this session.
    func lessons() -> LessonCommands {
        let work = session.work
        let course = {
            work.reset()
            return Course.standard(work)
        }
        return LessonCommands(course: course, sandbox: Sandbox(interpreter), log: LazyProgress())
    }

    func prompt(_ lessons: LessonCommands) -> Prompt {
        openStage()
        let history = Places.history(.process).map { HistoryFile(path: $0) }
        let conversation = Conversation(interpreter, [lessons], hearsQuestions: true, draw: draw)
        return Prompt(conversation, progress: progress, history: history, place: { .here($0) }, face: { face($0) })
    }

    /// A person at a terminal can play.
    private func openStage() {
        guard Screen.ofStandardOutput().canMoveCursor, isatty(STDIN_FILENO) == 1 else { return }
        let screen = PlayScreen(progress: progress) { .here() }
        let stage = session.kept(Stage.self) { Stage() }
        stage.open = { try screen.play($0, work: $1) }
        if Capabilities.here().hasDisplay { stage.openWindow = { try PlayWindow().play($0, work: $1) } }
    }

    func script(_ lessons: LessonCommands) -> ScriptRunner {
        if !Console.isOneStream { session.messages = { Console.message(part: $0) } }
        return ScriptRunner(
            Conversation(interpreter, [lessons], draw: draw), progress: progress, face: face(), messages: messages)
    }

    /// Draws a value that is a picture into a file.
    private func draw(_ value: Value, _ path: String) throws -> Bool {
        guard case .thing(let thing) = value, let figure = thing.stillPicture else { return false }
        try figure.save(to: path, work: session.work)
        return true
    }

    /// How replies look on standard output.
    func face(_ screen: Screen = .ofStandardOutput()) -> TextFace {
        TextFace(screen, drawing: .here(screen), work: session.work)
    }

    /// How remarks and failures look on standard error.
    var messages: TextFace { TextFace(.ofStandardError()) }
}

extension Capabilities {
    /// What pictures can be here.
    static func here(_ screen: Screen = .ofStandardOutput()) -> Capabilities {
        let names = [
            "TERM", "COLORTERM", "NO_COLOR", "TERM_PROGRAM", "TMUX", "KITTY_WINDOW_ID", "DISPLAY", "WAYLAND_DISPLAY",
            "SSH_CONNECTION", "DESCENT_NO_WINDOW", "LC_ALL", "LC_CTYPE", "LANG",
        ]
        var variables: [String: String] = [:]
        for name in names { variables[name] = Environment.process[name] }
        return Capabilities(
            environment: variables, isTerminal: screen.isTerminal, width: screen.columns, height: screen.rows)
    }
}
