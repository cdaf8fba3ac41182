using System;
using System.Globalization;
using System.Threading.Tasks;
using Oriel.Gtk;

namespace Oriel.GtkHost;

/// <summary>An app on GTK 3 or 4 that does what lines of its input say, one after the other, and answers each with a line. Arguments: which GTK, and the user data folder.</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        bool is3 = arguments[0] == "3";
        string folder = arguments[1];
        Gtk.Use(is3);
        if (arguments is [_, _, "both"])
        {
            Console.WriteLine(LoadOther(is3));
            return 0;
        }

        GtkLibrary.Load(is3 ? GtkVersion.Gtk3 : GtkVersion.Gtk4);
        GtkMainLoop.Run(async () =>
        {
            Session session = new(folder);

            // Read elsewhere: this thread runs GTK.
            while (await Task.Run(Console.In.ReadLine) is { } line)
            {
                string[] words = line.Split(' ', 2);
                string answer;
                try
                {
                    answer = await session.DoAsync(words[0], words is [_, var rest] ? rest : "");
                }
                catch (Exception e)
                {
                    answer = $"{e.GetType().Name}: {e.Message}";
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer.ReplaceLineEndings(" ")}"));
            }

            session.Close();
        });
        return 0;
    }

    private static string LoadOther(bool is3)
    {
        try
        {
            GtkLibrary.Load(is3 ? GtkVersion.Gtk4 : GtkVersion.Gtk3);
            return "loaded";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }
}
