namespace Oriel.Benchmarks.Pages;

/// <summary>The message that is sent, and the page's side of it, which is the same script for all but the function that reaches the host.</summary>
internal static class Payload
{
    /// <summary>100 bytes.</summary>
    public static readonly string Message = new('x', 100);

    /// <summary>What the page says when it has all it was told to expect.</summary>
    public const string Done = "done";

    /// <summary>Defines send(count), expect(count) and receive(message) over a function that takes one message to the host.</summary>
    public static string Script(string toHost) => $$"""
        (() => {
          const toHost = {{toHost}};
          const message = 'x'.repeat(100);
          let awaited = 0;
          globalThis.send = count => { for (let i = 0; i < count; i++) toHost(message); };
          globalThis.expect = count => { awaited = count; };
          globalThis.receive = received => { if (received.length === 100 && --awaited === 0) toHost('{{Done}}'); };
        })()
        """;
}
