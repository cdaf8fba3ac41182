using System;
using System.IO;
using Oriel.Tour.Steps;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace Oriel.Tour.Drawing;

/// <summary>Where the program shows things: a terminal with colours, or plain text for a file or a pipe.</summary>
internal sealed class Stage
{
    /// <summary>A file has no width, so nothing is wrapped there.</summary>
    private const int PlainWidth = 1000;

    private readonly IAnsiConsole _console;

    private Stage(IAnsiConsole console) => _console = console;

    internal static Stage Open() => new(Console.IsOutputRedirected ? Plain(Console.Out) : AnsiConsole.Console);

    internal void Begin(int number, ITourStep step)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold]{number}. {step.Title}[/]");
        Say($"[grey]{Markup.Escape(step.Why)}[/]");
    }

    internal void Seen(string text) => Say($"[green]✓[/] {Markup.Escape(text)}");

    /// <summary>Something that a step waits for, as it comes.</summary>
    internal void Happened(string text) => Say($"[blue]·[/] {Markup.Escape(text)}");

    internal void Show(IRenderable drawing)
    {
        _console.WriteLine();
        _console.Write(new Padder(drawing, new Padding(3, 0, 0, 0)));
    }

    internal void Finish(string text)
    {
        _console.WriteLine();
        _console.MarkupLineInterpolated($"[bold green]{text}[/]");
    }

    /// <summary>On standard error, where failures belong.</summary>
    internal static void Fail(string text)
    {
        IAnsiConsole console = Console.IsErrorRedirected ? Plain(Console.Error) : AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        console.MarkupLineInterpolated($"[bold red]Failed:[/] {text}");
    }

    private static IAnsiConsole Plain(TextWriter writer)
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new AnsiConsoleOutput(new PlainText(writer)),
        });
        console.Profile.Width = PlainWidth;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private void Say(string markup) => _console.Write(new Padder(new Markup(markup), new Padding(3, 0, 0, 0)));
}
