import Testing

@testable import Language

@Suite("Classes of several bases, as CPython orders them")
struct BaseClassTests {
    @Test("An object is found in a dict of its own")
    func membership() throws {
        let session = Session(registry: Registry(words: PythonWords.words))
        let program = "class A: pass\na = A()\nprint(a in {a: 1}, A() in {a: 1}, a in {a}, a in [a], a not in {1: 2})"
        #expect(try session.evaluate(program).printed == ["True False True True True"])
    }

    @Test("Each class is looked up before what it is derived from, and super goes on to the next in that order")
    func order() throws {
        let session = Session(registry: Registry(words: PythonWords.words))
        let program = """
            from abc import ABC, abstractmethod

            class Base:
                def __init__(self, **kw):
                    self.order = ["Base"]

                def who(self):
                    return "Base"

            class Left(Base):
                def __init__(self, **kw):
                    super().__init__(**kw)
                    self.order.append("Left")

                def who(self):
                    return "Left " + super().who()

            class Right(Base):
                scale = 2

                def __init__(self, rate=0.1, **kw):
                    super().__init__(**kw)
                    self.order.append("Right")
                    self.rate = rate

                def who(self):
                    return "Right " + super().who()

            class Both(Left, Right):
                def who(self):
                    return "Both " + super().who()

            b = Both(rate=0.5)
            print(b.order, b.who(), b.rate, b.scale)
            print([c.__name__ for c in Both.__mro__], [c.__name__ for c in Both.__bases__], Both.__base__.__name__)
            print(isinstance(b, Right), issubclass(Both, Base), issubclass(Left, Right))

            class Shown:
                def __repr__(self):
                    return f"<{type(self).__name__} {self.rate}>"

            class Model(Right, Shown):
                pass

            print(Model(3), [Model(1)])

            class Shape(ABC):
                @abstractmethod
                def area(self): ...

            class Area:
                def area(self):
                    return 4

            class Square(Area, Shape):
                pass

            print(Square().area())
            try:
                class Wrong(Base, Left):
                    pass
            except TypeError as e:
                print(str(e).replace("\\n", " "))
            try:
                class Twice(Left, Left):
                    pass
            except TypeError as e:
                print(e)

            class Failed(ValueError, KeyError):
                pass

            for kind in (KeyError, ValueError, LookupError):
                try:
                    raise Failed("x")
                except kind as e:
                    print(kind.__name__, isinstance(e, ValueError))

            class Counted:
                made = 0

                @classmethod
                def make(cls):
                    cls.made += 1
                    return cls()

            class Named(Counted, Shown):
                rate = 7

                @classmethod
                def make(cls):
                    return super().make()

            print(Named.make(), Named.made, Counted.made)
            """
        #expect(
            try session.evaluate(program).printed.joined(separator: "\n") == """
                ['Base', 'Right', 'Left'] Both Left Right Base 0.5 2
                ['Both', 'Left', 'Right', 'Base', 'object'] ['Left', 'Right'] Left
                True True False
                <Model 3> [<Model 1>]
                4
                Cannot create a consistent method resolution order (MRO) for bases Base, Left
                duplicate base class Left
                KeyError True
                ValueError True
                LookupError True
                <Named 7> 1 0
                """)
    }
}
