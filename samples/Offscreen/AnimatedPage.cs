namespace Offscreen;

/// <summary>A page in which something moves.</summary>
internal static class AnimatedPage
{
    public const string Html = """
        <!doctype html>
        <style>
          html { height: 100%; background: linear-gradient(160deg, #eef2ff, #fdf2ff) }
          h1 { font: 600 40px sans-serif; color: #1e2233; margin: 60px }
          i { position: absolute; left: 60px; top: 180px; width: 60px; height: 60px; border-radius: 30px; background: #4c6fff; animation: go 2s ease-in-out infinite alternate }
          @keyframes go { to { left: 520px; background: #ff5c8a } }
        </style>
        <h1>No window, no display</h1><i></i>
        """;
}
