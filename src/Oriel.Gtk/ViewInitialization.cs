using System;
using System.Threading.Tasks;
using Microsoft.Web.WebView2.Core;

namespace Oriel.Gtk;

/// <summary>The one initialisation of a control, however it is asked for: the first call begins it, later ones must want the same. One that has failed may be begun again.</summary>
/// <param name="initialize">Does it.</param>
internal sealed class ViewInitialization(Func<CoreWebView2Environment?, CoreWebView2ControllerOptions?, Task> initialize)
{
    private Task? _task;
    private CoreWebView2Environment? _environment;
    private CoreWebView2ControllerOptions? _options;

    /// <summary>Whether it has begun and has not failed.</summary>
    public bool HasBegun => _task is { IsFaulted: false };

    /// <param name="environment">Null for one that the control makes.</param>
    /// <param name="options">Null for those that the control makes.</param>
    /// <exception cref="ArgumentException">It was begun with others.</exception>
    public Task EnsureAsync(CoreWebView2Environment? environment, CoreWebView2ControllerOptions? options)
    {
        if (!HasBegun)
        {
            (_environment, _options) = (environment, options);
            return _task = initialize(environment, options);
        }

        if (environment != _environment)
        {
            throw Different(nameof(CoreWebView2Environment), _environment is null, nameof(environment));
        }

        if (options != _options)
        {
            throw Different(nameof(CoreWebView2ControllerOptions), _options is null, nameof(options));
        }

        return _task!;
    }

    private static ArgumentException Different(string type, bool wasNone, string parameter) => new(
        $"The initialisation of this WebView2 has begun with {(wasNone ? $"no {type} given, by Source or an earlier call" : $"another {type}")}. Call EnsureCoreWebView2Async before Source is set, and with the same arguments each time.",
        parameter);
}
