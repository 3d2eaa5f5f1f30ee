<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name></name>
    <message>
        <source>The service took the request but named no id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{id}” is not the id of a job.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is not what the service documents.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer names no id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped while the answer was awaited.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is larger than any take can be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server of the file answers with status {status}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address holds a page instead of a video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room for the finished file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The finished file cannot be written: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was stopped.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The connection was lost.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is far larger than it can be.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of the server could not be found. This computer may be offline.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the proxy is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The proxy could not be reached, or did not make the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A secure connection could not be made. The clock of this computer may be wrong.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server did not accept the connection.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server could not be reached in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No answer came in time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer is garbled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The server sent us from one address to the next without an end.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A header of the request is not valid.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” cannot be read any more. It may have been moved or deleted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” was changed while it was being sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{url}” is not an address of the API.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an address such as https://open.skills.video/api/v1.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{host}” is not on this computer, and its address does not begin with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer gives no reason (status {status}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has no place: there can be only one of its kind.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is set by the program and cannot be an extra key too.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the extra key, and use the control for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of the extra key “{key}” is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address answers with one elsewhere, where the key is not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key has characters that no key has. It may not have been copied as it is.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep one with `rushes key set`.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The balance cannot be asked without one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no keyring to keep the key in.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Set the variable SKILLS_VIDEO_API_KEY instead, or set up a keyring.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder for the library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The other library opens when Rushes starts again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The diagnostics are on the clipboard. They hold no key and no prompt.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Preferences…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Key for skills.video…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy diagnostics</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>About Rushes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Quit</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>First and last frame do not go together with references.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use --first-frame and --last-frame alone, or --image, --video and --audio.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workflow “frames” takes a first and a last frame only.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use --first-frame and --last-frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The workflow “text” takes one image at most.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use --workflow references.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is of the kind {found}, not {wanted}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use --{found} for it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{text}” is not KEY=JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is a field of its own.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use its own option.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The value of “{key}” is not JSON.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put text in double quotes, as in {key}=&quot;text&quot;.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} exists already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name another file, or add --force to overwrite it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The folder {path} does not exist.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the folder first, or name another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy could not be written to {path}: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The take itself is safe in the library: {path}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video could not do this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video cannot be reached</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection and the proxy in Preferences, then send it again. Nothing was charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sent, but no answer came back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may be running and may be charged. Compare the credits, then send again or forget it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the connection. Rushes keeps asking.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The answer could not be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the diagnostics and ask skills.video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The finished file could not be fetched</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the finished file has expired</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is not sent over an open connection</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Use an address that begins with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video refused the request</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change the request and send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no key for skills.video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add your key, then send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video does not accept the key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the key, or make a new one at skills.video/dashboard/developer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This key is not allowed to do that</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the plan of your skills.video workspace: the API needs the Starter plan or higher.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video does not know this</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It may have been removed there. Check the dashboard of skills.video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video refused an input</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check the prompt, the parameters and the references, then send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video does not offer this model</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Rushes, or check the API address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Not enough credits</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Top up at skills.video, or choose a shorter or smaller clip.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The content was refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video does not say which input. Photographs of real people are often refused: change the prompt or a reference.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many requests at once</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a minute, then send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reuse the recipe to try once more.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation took too long at skills.video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The model is not available right now</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait a few minutes, then reuse the recipe.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled at skills.video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reuse the recipe to send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Try again. If it happens again, copy the diagnostics from the Help menu.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The request cannot be sent as it is</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it and send it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This file cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The system keyring cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is kept in memory until you close Rushes. Set up a keyring to keep it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no working keyring</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring is locked</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Unlock the keyring and try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The preferences cannot be kept</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that the folder can be written to and that the disk is not full, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another library folder in Preferences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library folder cannot be written to</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk is full</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Free some space on the disk that holds the library, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library&apos;s database is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Restore a copy from the library&apos;s Backups folder, or choose another library folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This library was made by a newer Rushes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Update Rushes, or choose another library folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The generation has changed in the meantime</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no such take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the history for its id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A stored recipe cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe is not what Rushes writes: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Write a prompt first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>The prompt has {n} characters. Shorten it to {limit} or fewer.</source>
        <comment>The prompt has {n} character. Shorten it to {limit} or fewer.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The prompt is very long. Seedance reads about 1,000 words well.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt holds a character that cannot be sent. Type that place again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The prompt mentions {name}, which is not among the references.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A clip is {low} to {high} seconds long, not {value}. Choose a length in between.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The seed {value} is out of range. Use a number up to {limit}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The end-user id is longer than 64 characters and may be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{key}” is a field of its own. Set it there, or name the extra key differently.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An extra key has no name. Name it or remove it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add the first frame.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There can be only one. Remove “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add an image, a video or a sound to refer to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Sound cannot stand alone. Add an image or a video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {limit} images. Remove “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {limit} videos. Remove “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>At most {limit} sounds. Remove “{name}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not an image. Choose an image here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{url}” is not a web address. It should begin with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is {container}, which may be refused. {accepted} are accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {size} MB. More than {limit} MB may be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is {width} × {height}. Sides from 300 to 6,000 pixels are accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is {width} × {height}: too long and narrow, it may be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is {width} × {height}. Videos near 1280 × 720 or smaller are safest.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is {seconds} s long. 2 to 15 seconds are accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has {rate} frames per second. 24 to 60 are accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{count} references in all. More than 12 may be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s in all. More than 15 seconds may be refused.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be played.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is not there</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put the file back, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is empty</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another file, or copy this one again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file cannot be read</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Check that you may open the file, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a picture, video or sound</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a picture (JPEG, PNG, WebP), a video (MP4, MOV) or a sound (MP3, WAV).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file is damaged</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy or export the file again, or choose another one.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture is too large</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Make the picture smaller and choose it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a folder</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>not a file</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no content.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is of a kind that Rushes does not know.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is cut short: its end is missing, as after an interrupted copy.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be decoded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no picture.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has no sound.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer where it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You do not have the right to open {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read: {reason}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a PDF document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a ZIP archive or an office document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a compressed archive</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a program</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a Photoshop document</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a database</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a vector drawing (SVG)</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a web page</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>a text</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} has {n} megapixels, more than can be drawn.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No end after a day</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video has not finished this for a day. It is asked again at each start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video no longer knows {id}. It is asked again at each start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the dashboard of skills.video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” is not in the library any more. Add the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{name}” has changed and is no longer what it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The disk that holds the library has {free} MB left; a take needs up to {needed} MB.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Canceled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was canceled here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reuse the recipe to start it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No longer followed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It keeps running at skills.video and may be charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follow it again to get the take.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Forgotten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was sent, but no answer came back. It may have been charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare your credits at skills.video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The rehearsal engine ended before the animatic was done, several times.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No take has the id {id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no picture, video or sound in this folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose another folder.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Pasted picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This is not a web address.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A web address begins with https://.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This take has no finished video yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it is ready.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last frame of {take}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Only a picture can go here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop it on the references instead.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove one first.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>There are {n} images already, the most one shot can have.</source>
        <comment>There is an image already.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {n} videos already, the most one shot can have.</source>
        <comment>There is a video already.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>There are {n} sounds already, the most one shot can have.</source>
        <comment>There is a sound already.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The rehearsal could not start</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine could not be started: {why}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The engine started but did not answer.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Café, dolly in</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Launch, first &amp; last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cat, three references</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library&apos;s copy of “{name}” is gone.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Reuse the recipe and add the file again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video accepted the request but named no id.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It was canceled before it was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Finished, but no file was named</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video says it is done, but names no file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Get the file again in a few minutes, or look at the dashboard of skills.video.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You have no home folder on this computer, so there is no place for preferences and takes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Name a folder with --home or with the variable {name}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be locked ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a folder on a local disk that you can write to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change it in Preferences.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{value}” is not the code of a language.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library folder must be a full path, not “{value}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The number must be between {low} and {high}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the proxy holds spaces or control characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the proxy is not a URL.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the proxy must look like {example}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The address of the proxy must end after its port.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The name of a feature is one short line.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} cannot be written ({reason}). Your choice holds until you close Rushes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>“{url}” is not the address of a web service.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key is empty.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Paste the whole key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The key holds spaces, line breaks or invisible characters.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy the key again, alone and whole.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring was not unlocked.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>This computer has no keyring that Rushes can use.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring did not keep the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring did not let go of the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Remove the entry “{name}” with the keyring&apos;s own program.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The keyring does not work ({reason}).</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database is damaged: {what}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are no longer in their place.</source>
        <comment>{n} take is no longer in its place.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{n} reference copies are missing.</source>
        <comment>{n} reference copy is missing.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>The search index does not fit the takes. It can be built anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is closed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open the library again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library was closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library is busy</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the other program that works on it has finished, then try again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is no room left for the library in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{folder} cannot be written to: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database of the library in {folder} is damaged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database of the library in {folder} cannot be used: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another program is working on the library in {folder}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library in {folder} cannot be used: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{needed} are needed in {folder}, and {free} are free.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is not a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} changed while it was being copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the other program has written it, then add it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{path} is not inside the library.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} is no longer there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Put it back, or choose another file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be read: {why}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{id} cannot name a file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{id} cannot go from {seen} to {to}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{id} is not a rehearsal.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No take in this library has the id {id}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{id} is no longer {seen}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The database of the library in {folder} is cut short.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The library in {folder} has version {found}; this Rushes reads up to version {known}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The file rushes.sqlite3 in {folder} is not a library of Rushes.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rushes ended while this was being sent. It may be running and may be charged.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Beats: {list}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{start}–{end} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{time} {words}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>References to mention</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>What is dragged arrived without a readable list of files. Drag them one at a time, or browse.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture in this address cannot be read.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Save the picture and drop its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The picture that is dragged cannot be read. Save it and drop its file.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Describe the shot: who, where, what the camera does…</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Undo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Redo</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Picture</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Last frame of the take</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} cannot be used</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>There is nothing in it that can be used.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to use as first and last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to replace {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to refer to it as {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to add {name}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>Drop to add {n} references</source>
        <comment>Drop to add {n} reference</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Drop to use as the start image</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to use as the first frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Drop to use as the last frame</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} files cannot be used</source>
        <comment>{n} file cannot be used</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{name} · {width} × {height} · will be cropped to {across} × {down}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{name} · {width} × {height}</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} takes moved to the bin.</source>
        <comment>{n} take moved to the bin.</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Today</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Yesterday {time}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{hours} h {minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{minutes} min</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{elapsed} of about {expected}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Rushes</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The recipe is on the desk. Ctrl+Z brings back what was there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{count} takes</source>
        <comment>{count} take</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>{takes} · {size}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source></source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Online</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Offline</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Library</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Show what is running</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Menu</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>running</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{n} takes are running</source>
        <comment>{n} take is running</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>Add key</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Keep the key for skills.video</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>skills.video, the balance is not known</source>
        <translation type="unfinished"></translation>
    </message>
    <message numerus="yes">
        <source>{amount} credits</source>
        <comment>{amount} credit</comment>
        <translation type="unfinished">
            <numerusform></numerusform>
        </translation>
    </message>
    <message>
        <source>skills.video, {balance}</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The balance at skills.video. Click to ask again or change the key.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{what} ({shortcut})</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Clear</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
